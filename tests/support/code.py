"""Python code as a reader counts it: lines that are not blank, comment or docstring."""

import ast
from collections.abc import Iterator
from pathlib import Path

_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def lines_of_code(path: Path) -> int:
    """Lines that hold code. A string that only explains (also below a name) is not code."""
    text = path.read_text("utf-8")
    explained = {
        n for first, last in _explanations(ast.parse(text)) for n in range(first, last + 1)
    }
    return sum(
        1
        for number, line in enumerate(text.splitlines(), 1)
        if number not in explained and line.strip() and not line.lstrip().startswith("#")
    )


def _explanations(tree: ast.Module) -> Iterator[tuple[int, int]]:
    for node in ast.walk(tree):
        for child in node.body if isinstance(node, _DOCUMENTED) else ():
            match child:
                case ast.Expr(value=ast.Constant(value=str())):
                    yield child.lineno, child.end_lineno or child.lineno
