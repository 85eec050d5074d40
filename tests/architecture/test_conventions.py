"""Rules of the house that no linter knows."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, package_of, packages, python, tracked
from tools.fleet import SERVICES

ENDS = {"commit", "rollback"}
MAIN_LINES = 40
AT_THE_ROOT = {
    "__init__.py",
    "__main__.py",
    "loading.py",
    "main.py",
    "routes.py",
    "settings.py",
    "work.py",
}
"""What sums up the subjects of a service; everything else stands in one of them."""
LATER = re.compile(r"\b(TODO(?!\(#\d+\))|FIXME|XXX|raise NotImplementedError)\b")
SKIPPED = re.compile(r"pytest\.(mark\.)?(skip|xfail|importorskip)|time\.sleep\(")


def calls(path: Path) -> set[str]:
    """The names of the methods that a file calls."""
    tree = ast.walk(ast.parse(path.read_text("utf-8")))
    found = [node.func for node in tree if isinstance(node, ast.Call)]
    return {each.attr for each in found if isinstance(each, ast.Attribute)}


def classes(path: Path) -> list[str]:
    """The public classes that a module defines."""
    body = ast.parse(path.read_text("utf-8")).body
    return [n.name for n in body if isinstance(n, ast.ClassDef) and not n.name.startswith("_")]


def test_only_the_chassis_ends_transactions():
    ours = [path for package in packages() for path in python(str(package))]
    enders = {path.relative_to(ROOT) for path in ours if calls(path) & ENDS}

    assert {path for path in enders if path.parts[0] != "chassis"} == set()


@pytest.mark.parametrize("call", ["await tx.commit()", "await self.tx.rollback()"])
def test_a_transaction_ended_by_hand_is_noticed(call, tmp_path):
    planted = tmp_path / "usecase.py"
    planted.write_text(f"async def go(tx):\n    {call}\n")

    assert calls(planted) & ENDS


@pytest.mark.parametrize("service", SERVICES, ids=[service.name for service in SERVICES])
def test_nothing_stands_at_the_root_of_a_service_but_what_sums_up_its_subjects(service):
    there = {path.name for path in package_of(service).iterdir()}

    assert {name for name in there if name.endswith(".py")} <= AT_THE_ROOT


@pytest.mark.parametrize("service", SERVICES, ids=[service.name for service in SERVICES])
def test_a_composition_root_is_short(service):
    lines = (package_of(service) / "main.py").read_text("utf-8").splitlines()

    assert len(
        [line for line in lines if line and not line.lstrip().startswith(("from", "import"))]
    ) < (MAIN_LINES)


@pytest.mark.parametrize("service", SERVICES, ids=[service.name for service in SERVICES])
def test_no_public_class_name_occurs_twice_in_a_service(service):
    named = Counter(name for path in python(str(package_of(service))) for name in classes(path))

    assert [name for name, count in named.items() if count > 1] == []


def test_a_class_name_that_occurs_twice_is_noticed(tmp_path):
    (tmp_path / "one.py").write_text("class State: ...\n\n\nclass _Own: ...\n")
    (tmp_path / "two.py").write_text("class State: ...\n")

    assert [name for path in tmp_path.glob("*.py") for name in classes(path)] == ["State"] * 2


def test_every_module_says_what_lives_in_it():
    ours = [path for package in packages() for path in python(str(package))]
    silent = {
        path.relative_to(ROOT)
        for path in ours
        if path.read_text("utf-8").strip()
        and "versions" not in path.parts
        and not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    }

    assert silent == set()


def test_nothing_is_left_for_later():
    here = Path(__file__)
    found = [p for p in python() if p != here and LATER.search(p.read_text("utf-8"))]

    assert [path.relative_to(ROOT) for path in found] == []


def test_no_test_is_skipped_or_waits_by_the_clock():
    here = Path(__file__)
    found = [p for p in python("tests") if p != here and SKIPPED.search(p.read_text("utf-8"))]

    assert [path.relative_to(ROOT) for path in found] == []


def test_every_test_asserts():
    silent = {
        f"{path.relative_to(ROOT)}: {test.name}"
        for path in python("tests")
        if path.name.startswith("test_")
        for test in functions_testing(path)
        if not asserts(test, asserting_helpers(path))
    }

    assert silent == set()


def test_no_file_knows_the_machine_it_was_written_on():
    homes = re.compile(rf"{re.escape(str(ROOT))}|/home/\w+/|/Users/\w+/")
    text = [p for p in tracked() if p.suffix in {".py", ".md", ".toml", ".yaml", ".json", ".sh"}]

    assert [p.relative_to(ROOT) for p in text if homes.search(p.read_text("utf-8"))] == []


def functions_testing(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    found = ast.walk(ast.parse(path.read_text("utf-8")))
    functions = [n for n in found if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [each for each in functions if each.name.startswith("test_")]


def asserts(test: ast.AST, helpers: frozenset[str] = frozenset()) -> bool:
    """True if a test asserts, expects an exception, or calls one of `helpers`."""
    for node in ast.walk(test):
        match node:
            case ast.Assert():
                return True
            case ast.Attribute(attr="raises" | "warns"):
                return True
            case ast.Call(func=ast.Name(id=name)) if name in helpers:
                return True
    return False


@cache
def asserting_helpers(path: Path) -> frozenset[str]:
    """Functions of a module that assert themselves."""
    tree = ast.walk(ast.parse(path.read_text("utf-8")))
    functions = [n for n in tree if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    return frozenset(each.name for each in functions if asserts(each))
