"""What a document of ours may do in a browser is said whole, wherever it is said."""

import ast
from collections.abc import Iterator

from tests.architecture.tree import ROOT, python

WHOLE = ("default-src 'none'", "base-uri 'none'", "form-action ", "frame-ancestors 'none'")
"""`default-src` stands for none of the other three."""


def policies() -> list[tuple[str, str]]:
    """Where a policy stands, and what it says."""
    return [
        (str(path.relative_to(ROOT)), text)
        for path in python("chassis", "gateway", "services", "tools")
        for text in texts(ast.parse(path.read_text("utf-8")))
        if text.startswith("default-src ")
    ]


def texts(tree: ast.Module) -> Iterator[str]:
    """Every text of a module; one with values in it without the values."""
    parts: set[ast.AST] = set()
    for node in ast.walk(tree):
        match node:
            case ast.JoinedStr(values=values):
                parts.update(values)
                yield "".join(str(v.value) for v in values if isinstance(v, ast.Constant))
            case ast.Constant(value=str() as text) if node not in parts:
                yield text


def test_every_content_security_policy_is_whole():
    found = policies()

    lacking = [(place, part) for place, text in found for part in WHOLE if part not in text]
    assert len(found) >= 4
    assert not lacking
