"""Nothing outgrows a reader: files, functions, and what all services share."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import ROOT, python, tracked
from tests.support.code import lines_of_code

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
CHASSIS_MODULES = 60
CHASSIS_LINES = 6_600
WRITTEN = {".py", ".md", ".toml", ".sh", ".html", ".js", ".css"}
"""Kinds of files that people write; data, locks and what is generated may be long."""
GENERATED = {"docs/clauses.md", "docs/problems.md", "docs/events.md", "docs/variables.md"} | {
    f"clients/python/tanbiao_client/_generated/{name}.py" for name in ("models", "operations")
}
GUIDES = {"docs/integrating.md", "docs/integrating.zh.md"}
"""The same steps in five languages, so that each can be copied whole."""


def test_no_file_is_longer_than_two_rooms():
    written = [
        path
        for path in tracked()
        if path.suffix in WRITTEN
        and path.relative_to(ROOT).as_posix() not in GENERATED | GUIDES
        and not path.name.endswith(".lock.toml")
    ]

    lengths = {p.relative_to(ROOT): len(p.read_text("utf-8").splitlines()) for p in written}
    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_two():
    too_long = {
        f"{path.relative_to(ROOT)}: {name}": length
        for path in python()
        for name, length in functions(path)
        if length > LONGEST_FUNCTION
    }

    assert too_long == {}


def test_the_chassis_stays_within_its_budget():
    modules = [p for p in python("chassis") if p.stem not in {"__init__", "__main__"}]

    assert len(modules) <= CHASSIS_MODULES
    assert sum(map(lines_of_code, python("chassis"))) <= CHASSIS_LINES


def test_only_code_counts(tmp_path):
    module = tmp_path / "sample.py"
    module.write_text(
        '"""What lives here."""\n\n# Why.\nLIMIT = 3\n"""Of what,\n\nin which unit."""\n\n\n'
        'def go() -> str:\n    """Go."""\n    return """two\nlines"""\n'
    )

    assert lines_of_code(module) == 4


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1
