"""The commands in the documentation, and which test executes each of them."""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_BLOCK = re.compile(r"^```(?:sh|bash|shell|console)\n(.*?)^```", re.MULTILINE | re.DOTALL)


class Executor(StrEnum):
    """Who runs a command for the sake of its being documented."""

    HERE = "tests/architecture/test_docs_commands.py"
    DATABASE = "tests/contracts/test_documented_operations.py"
    KEYS = "tests/accounting/custody/test_key_rotation.py"
    AUDIT = "tests/accounting/custody/test_audit.py"
    PLATFORM = "tests/system/test_documented_commands.py"
    CONFORMANCE = "tests/system/test_conformance.py"
    SENDING = "tests/accounting/uploads/test_sending.py"
    RESTORED = "tests/contracts/test_restored_command.py"
    OPERATORS = "tests/gateway/clients/test_way_back.py"
    PUT_BACK = "tests/accounting/calculations/test_putting_back.py"
    BACKUP = "tests/system/test_backup.py"
    MUTANTS = "tests/tools/test_mutants.py"
    CHECKS = ".ci/run"


@dataclass(frozen=True)
class Command:
    """One command line of a page, comments removed."""

    page: str
    text: str


EXECUTED: dict[str, Executor] = {
    # What .ci/run does, with the tests that are running now.
    "make setup": Executor.CHECKS,
    "make check": Executor.CHECKS,
    'make test ARGS="tests/registry"': Executor.CHECKS,
    # Cheap: run for real.
    "make generate": Executor.HERE,
    ".venv/bin/python -m pytest -q tests/packs tests/architecture/test_access.py": Executor.HERE,
    # With a sample of one change.
    "make mutants": Executor.MUTANTS,
    ".venv/bin/python -m tests.sealed.second_engine contracts/sealed/vectors/worked-example.json": (
        Executor.HERE
    ),
    # On a migrated database of the service.
    "python -m chassis registry dead-letters list": Executor.DATABASE,
    "python -m chassis registry dead-letters replay 7f6c2f4e-6a4e-4c55-9a6c-0f1d5d2b8a11": (
        Executor.DATABASE
    ),
    "python -m chassis registry dead-letters show 7f6c2f4e-6a4e-4c55-9a6c-0f1d5d2b8a11": (
        Executor.DATABASE
    ),
    "python -m chassis registry dead-letters replay": Executor.DATABASE,
    "python -m chassis registry dead-letters drop 7f6c2f4e-6a4e-4c55-9a6c-0f1d5d2b8a11 "
    '--because "tested"': Executor.DATABASE,
    "python -m chassis registry resend --since 2026-11-29T08:00:00+08:00": Executor.DATABASE,
    "python -m chassis registry resend --since 2026-11-29T08:00:00+08:00 "
    "--subject N-120116-47150-2600001-8": Executor.DATABASE,
    "python -m chassis registry differences list": Executor.DATABASE,
    "python -m chassis registry differences replay": Executor.DATABASE,
    "python -m registry fsck": Executor.DATABASE,
    "python -m chassis registry set-aside list": Executor.DATABASE,
    "python -m chassis registry set-aside replay N-120116-47150-2600001-8": Executor.DATABASE,
    "python -m chassis registry set-aside replay": Executor.DATABASE,
    "python -m chassis registry restored": Executor.RESTORED,
    "python -m chassis registry restored --with certification": Executor.RESTORED,
    "python -m accounting audit verify": Executor.AUDIT,
    "python -m accounting audit verify --heads audit-heads.jsonl": Executor.AUDIT,
    # On a database with secrets, in this order.
    "python -m accounting secrets status": Executor.KEYS,
    "python -m accounting secrets make 2027-01 --into master-keys.json": Executor.KEYS,
    "python -m accounting secrets promote 2027-01 --into master-keys.json": Executor.KEYS,
    "python -m accounting secrets rewrap": Executor.KEYS,
    "python -m accounting secrets retire 2026-11": Executor.KEYS,
    "python -m accounting backups note monthly-2026-10 --began 2026-10-31T02:00:00Z": Executor.KEYS,
    "python -m accounting backups list": Executor.KEYS,
    "python -m accounting backups gone monthly-2026-10": Executor.KEYS,
    "python -m accounting secrets drop 2026-11 --into master-keys.json": Executor.KEYS,
    "python -m accounting secrets rotate 91120116MA0000007N": Executor.KEYS,
    "python -m accounting secrets encrypt": Executor.KEYS,
    # On a gateway's database with one operator.
    'python -m gateway operator operator-2 --person li --name "Li Wei" --jwks operator-2.json '
    '--because "second operator"': Executor.OPERATORS,
    "python -m accounting check": Executor.KEYS,
    # On a database that lost a calculation.
    "python -m accounting put-back calculation.json --seal …": Executor.PUT_BACK,
    # With every process running, then into an empty folder.
    "make backup INTO=/backups/2026-11-30": Executor.BACKUP,
    "make restore FROM=/backups/2026-11-30": Executor.BACKUP,
    "python -m tools.backup check": Executor.BACKUP,
    # With a partner beside it that tries the host.
    (
        "PUBLIC_URL=https://pact.example.com EXCHANGE_PARTNER=https://tester.example.com "
        "EXCHANGE_CLIENT=tester:a-secret-of-16-characters make run"
    ): Executor.CONFORMANCE,
    # With every process running and the pilot played.
    "make run": Executor.PLATFORM,
    "LABEL=http://127.0.0.1:8080/label/N-120116-47150-2600001-8": Executor.PLATFORM,
    "curl -H 'Accept: application/json' $LABEL": Executor.PLATFORM,
    'curl "$LABEL?format=vc"': Executor.PLATFORM,
    'curl -o label.zip "$LABEL?format=bundle"': Executor.PLATFORM,
    "curl -o policy.json http://127.0.0.1:8080/.well-known/tanbiao-policy.json": Executor.PLATFORM,
    ".venv/bin/python -m registry verify label.zip --policy policy.json --lang en": (
        Executor.PLATFORM
    ),
    ".venv/bin/python -m accounting recompute .local/sealed-calculation.json": Executor.PLATFORM,
    "python -m registry verify label-N-120116-47150-2600001-8.tanbiao.zip --policy policy.json": (
        Executor.PLATFORM
    ),
    "python -m accounting recompute calculation.json": Executor.PLATFORM,
    "python -m accounting upload readings-2026-10.csv --to https://tanbiao.example": (
        Executor.SENDING
    ),
    "python -m accounting recompute calculation.json --seal …": Executor.PLATFORM,
}
"""Every documented command and its executor. A command that is not here fails the build."""


def pages() -> list[Path]:
    """Every page that people read, those of the services included."""
    first = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "gateway" / "README.md"]
    return [*first, *sorted(ROOT.glob("docs/**/*.md")), *sorted(ROOT.glob("services/*/README.md"))]


def commands() -> list[Command]:
    """Every command of every page, in the order of the page."""
    return [
        Command(page.relative_to(ROOT).as_posix(), text)
        for page in pages()
        for text in commands_in(page.read_text("utf-8"))
    ]


def commands_in(page: str) -> list[str]:
    """The command lines in the shell blocks of a page; a continued line is one command."""
    lines = [
        line for block in _BLOCK.findall(page) for line in block.replace("\\\n", " ").splitlines()
    ]
    stripped = [re.sub(r"(^|\s+)#.*$", "", line).strip() for line in lines]
    return [" ".join(line.removeprefix("$ ").split()) for line in stripped if line]


def executed_by(executor: Executor) -> list[str]:
    """The commands that an executor runs, in the order of the table."""
    return [text for text, found in EXECUTED.items() if found is executor]
