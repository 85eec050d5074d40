"""The list of generated files: which there are, and who writes each."""

import json
from pathlib import Path

from tools.clients import files as clients
from tools.generate import asyncapi, clauses, kubernetes, locks, openapi, reference, schemas

ROOT = Path(__file__).resolve().parents[2]
OWNED = (
    "contracts/schemas/*.json",
    "contracts/asyncapi.yaml",
    "contracts/openapi/*.json",
    "docs/clauses.md",
    "clients/python/tanbiao_client/_generated/[mo]*.py",
    "clients/typescript/src/generated/*.ts",
    "docs/problems.md",
    "docs/events.md",
    "docs/variables.md",
    "deploy/k8s/base/processes/*.yaml",
    "deploy/k8s/base/jobs/*.yaml",
    "deploy/k8s/sample/*.yaml",
    "deploy/*.lock",
)
"""Where generated files live; a file there that nothing generates is removed."""


def generated() -> dict[str, str]:
    """Every generated file: its path from the root of the repository, and its text."""
    described = openapi.documents()
    joined = openapi.merged(described)
    described |= {"tanbiao": joined}
    return {
        **{f"contracts/schemas/{type}.json": _json(s) for type, s in schemas.schemas().items()},
        "contracts/asyncapi.yaml": asyncapi.document(),
        **{f"contracts/openapi/{name}.json": _json(d) for name, d in described.items()},
        "docs/clauses.md": clauses.page(ROOT),
        **clients.files(json.loads(_json(joined))),
        "docs/problems.md": reference.problems(),
        "docs/events.md": reference.events_page(),
        "docs/variables.md": reference.variables_page(),
        **kubernetes.files(),
        **locks.files(ROOT),
    }


def _json(document: object) -> str:
    return json.dumps(_sorted(document), ensure_ascii=False, indent=2) + "\n"


def _sorted(node: object, *, keep: bool = False) -> object:
    """Members in the order of their names, but media types in the order that they were given in:
    many generators take the first of them."""
    if isinstance(node, dict):
        order = node if keep else sorted(node)
        return {name: _sorted(node[name], keep=name == "content") for name in order}
    return [_sorted(each) for each in node] if isinstance(node, list | tuple) else node
