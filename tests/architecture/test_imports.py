"""Who may import whom: every contract holds, and every contract notices when it is broken."""

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, packages, python

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
    "contracts"
]
PLANTED = {
    "security-contexts": [
        (
            "certification/cases/domain/planted_context.py",
            "from accounting.engine.domain import evaluation",
            "certification.cases.domain.planted_context -> accounting.engine.domain.evaluation",
        )
    ],
    "subjects-of-accounting": [
        (
            "accounting/engine/domain/planted_climb.py",
            "from accounting.calculations.domain import sealing",
            "accounting.engine.domain.planted_climb -> accounting.calculations.domain.sealing",
        ),
    ],
    "subjects-of-certification": [
        (
            "certification/rules/planted_climb.py",
            "from certification.cases.domain import procedure",
            "certification.rules.planted_climb -> certification.cases.domain.procedure",
        ),
    ],
    "subjects-of-registry": [
        (
            "registry/log/usecases/planted_climb.py",
            "from registry.labels.usecases import labels",
            "registry.log.usecases.planted_climb -> registry.labels.usecases.labels",
        ),
    ],
    "subjects-of-recognition": [
        (
            "mutual_recognition/regions/planted_climb.py",
            "from mutual_recognition.feed import domain",
            "mutual_recognition.regions.planted_climb -> mutual_recognition.feed.domain",
        ),
    ],
    "subjects-of-gateway": [
        (
            "gateway/clients/domain/planted_climb.py",
            "from gateway.tokens.domain import keys",
            "gateway.clients.domain.planted_climb -> gateway.tokens.domain.keys",
        ),
    ],
    "rooms-of-subjects": [
        (
            "accounting/factors/store/planted_use.py",
            "from accounting.factors.usecases import libraries",
            "accounting.factors.store.planted_use -> accounting.factors.usecases.libraries",
        ),
    ],
    "entrances": [
        (
            "accounting/uploads/usecases/planted_entry.py",
            "from accounting.meters.store import readings",
            "accounting.uploads.usecases.planted_entry -> accounting.meters.store.readings",
        ),
        (
            "accounting/ilcd/planted_visit.py",
            "from accounting.lineage import api",
            "accounting.ilcd.planted_visit -> accounting.lineage.api",
        ),
    ],
    "pure-domain": [
        (
            "accounting/engine/domain/planted_framework.py",
            "from chassis import database",
            "accounting.engine.domain.planted_framework -> chassis.database",
        )
    ],
    "chassis-without-domain": [
        (
            "chassis/planted_noun.py",
            "from mutual_recognition.feed import domain",
            "chassis.planted_noun -> mutual_recognition.feed.domain",
        )
    ],
    "contracts-stand-alone": [
        (
            "contracts/planted_mechanism.py",
            "from chassis import clock",
            "contracts.planted_mechanism -> chassis.clock",
        )
    ],
    "tools-outside": [
        (
            "gateway/tokens/usecases/planted_tool.py",
            "from tools import fleet",
            "gateway.tokens.usecases.planted_tool -> tools.fleet",
        )
    ],
}
"""For each contract: files, what each imports, and how the report must name that."""


UNDECLARED = {
    "subjects-of-accounting": ("accounting/planted_subject.py", "planted_subject"),
    "subjects-of-certification": ("certification/planted_subject.py", "planted_subject"),
    "subjects-of-registry": ("registry/planted_subject.py", "planted_subject"),
    "subjects-of-recognition": ("mutual_recognition/planted_subject.py", "planted_subject"),
    "subjects-of-gateway": ("gateway/planted_subject.py", "planted_subject"),
    "rooms-of-subjects": ("accounting/meters/planted_room.py", "planted_room"),
}
"""Contracts that list everything there is: a file that they do not know, and its name."""


def lint(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Check the packages below `root` against the contracts of the repository."""
    program = "import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c())"
    command = [
        sys.executable,
        "-c",
        program,
        "--no-cache",
        "--config",
        str(ROOT / "pyproject.toml"),
    ]
    return subprocess.run(
        [*command, *options],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def violated(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the checks say of a copy of the packages with one violation for each contract."""
    planted = {file: text for file, text, _ in chain(*PLANTED.values())}
    return report_of(tmp_path_factory.mktemp("violated"), planted)


@pytest.fixture(scope="module")
def overgrown(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the checks say of a copy with a subject and a room that no contract names."""
    planted = {file: "import json" for file, _ in UNDECLARED.values()}
    return report_of(tmp_path_factory.mktemp("overgrown"), planted)


def report_of(copy: Path, planted: Mapping[str, str]) -> str:
    for package in packages():
        ignored = shutil.ignore_patterns("__pycache__", "*.yaml", "*.csv", "*.json", "*.lock.toml")
        shutil.copytree(package, copy / package.name, ignore=ignored)
    for file, text in planted.items():
        (copy / file).write_text(f'"""Planted."""\n\n{text}\n')
    done = lint(copy)
    assert done.returncode == 1
    return done.stdout


def chapter_of(report: str, id: str) -> str:
    """What a report says of one broken contract."""
    (name,) = [contract["name"] for contract in CONTRACTS if contract["id"] == id]
    assert f"{name} BROKEN" in report
    return (
        report.partition("Broken contracts")[2].partition(f"\n{name}\n")[2].partition("\n----\n")[0]
    )


def test_every_contract_holds():
    done = lint(ROOT)

    assert done.returncode == 0, done.stdout
    assert done.stdout.count(" KEPT") == len(CONTRACTS)


def test_every_contract_has_a_planted_violation():
    assert {contract["id"] for contract in CONTRACTS} == PLANTED.keys()


@pytest.mark.parametrize("id", PLANTED)
def test_a_contract_notices_a_violation(id, violated):
    chapter = chapter_of(violated, id)

    assert [told for *_, told in PLANTED[id] if told not in chapter] == []


@pytest.mark.parametrize("id", UNDECLARED)
def test_a_contract_notices_what_it_does_not_name(id, overgrown):
    assert UNDECLARED[id][1] in chapter_of(overgrown, id)


def test_contracts_import_nothing_but_pydantic_and_the_standard_library():
    foreign = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in python("contracts")
        for name in imported(path)
        if name not in {"contracts", "pydantic", *sys.stdlib_module_names}
    }

    assert foreign == set()


def test_an_import_inside_a_function_is_seen(tmp_path):
    module = tmp_path / "sly.py"
    module.write_text("def now():\n    import httpx.client\n    from yaml import load\n")

    assert set(imported(module)) == {"httpx", "yaml"}


def imported(path: Path) -> Iterator[str]:
    """The top-level packages that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (alias.name.partition(".")[0] for alias in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module.partition(".")[0]
