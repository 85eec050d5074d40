"""The changes: one node of a module's syntax tree is made slightly wrong."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

Spoil = Callable[[], None]
Parents = dict[ast.AST, ast.AST]
_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
}
_JUNCTIONS: dict[type[ast.boolop], type[ast.boolop]] = {ast.And: ast.Or, ast.Or: ast.And}
_CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_TEXTS = (ast.JoinedStr, ast.List, ast.Tuple, ast.Set, ast.Dict)
_ENDS = (ast.Raise, ast.Return, ast.Continue, ast.Break)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_NAMED = (*_FUNCTIONS, ast.ClassDef)
_SILENT = re.compile(r"log\.|[A-Z_]+\.(labels|set|inc)\b")
_LONGEST = 120


@dataclass(frozen=True)
class Change:
    """One change of one module: the n-th place of its tree, and there the n-th kind."""

    module: str
    function: str
    line: int
    change: str
    place: int
    kind: int


def changes_of(module: str, text: str) -> list[Change]:
    """Every change that can be made to a module."""
    tree = ast.parse(text)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    passed_over = set(_passed_over(tree))
    return [
        Change(module, _function(node, parents), line, change, place, kind)
        for place, node in enumerate(ast.walk(tree))
        if node not in passed_over
        for kind, (line, change) in enumerate(_described(node, parents))
    ]


def changed(text: str, change: Change) -> str:
    """The text of the module with the change made; comments are lost, behaviour is not."""
    tree = ast.parse(text)
    node = list(ast.walk(tree))[change.place]
    list(_spoils(node))[change.kind]()
    return ast.unparse(tree)


def _described(node: ast.AST, parents: Parents) -> Iterator[tuple[int, str]]:
    """Line and description of each change of a node, which is as before afterwards."""
    for number in range(len(list(_spoils(node)))):
        shown = _shown(node, parents)
        before = _shortened(shown)
        kept = {name: list(v) if isinstance(v, list) else v for name, v in ast.iter_fields(node)}
        list(_spoils(node))[number]()
        after = _shortened(shown)
        for name, value in kept.items():
            setattr(node, name, value)
        yield _line(node, parents), f"{before} → {after}"


def _spoils(node: ast.AST) -> Iterator[Spoil]:
    """What can be made wrong at a node, as actions on the tree."""
    match node:
        case ast.Compare(ops=operators):
            for number, operator in enumerate(operators):
                others = [*operators]
                others[number] = _COMPARISONS[type(operator)]()
                yield partial(setattr, node, "ops", others)
        case ast.BoolOp(op=operator):
            yield partial(setattr, node, "op", _JUNCTIONS[type(operator)]())
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield partial(setattr, node, "operand", ast.UnaryOp(ast.Not(), operand))
        case ast.BinOp(left=left, op=operator, right=right):
            if type(operator) in _OPERATORS and not (_is_text(left) or _is_text(right)):
                yield partial(setattr, node, "op", _OPERATORS[type(operator)]())
        case ast.Constant(value=bool() | int() | float()):
            yield partial(setattr, node, "value", _off_by_one(node.value))
        case ast.If() if _is_guard(node):
            yield partial(setattr, node, "test", ast.Constant(False))
        case ast.comprehension(ifs=conditions):
            for condition in conditions:
                rest = [each for each in conditions if each is not condition]
                yield partial(setattr, node, "ifs", rest)
        case ast.Call(func=ast.Name(id="Decimal"), args=[ast.Constant(value=str(digits))]):
            if _NUMBER.fullmatch(digits):
                yield partial(setattr, node, "args", [ast.Constant(str(Decimal(digits) + 1))])
        case ast.Call(func=ast.Name(id=name) as called) if name in _CALLS:
            yield partial(setattr, called, "id", _CALLS[name])


def _off_by_one(value: object) -> object:
    match value:
        case bool():
            return not value
        case int() | float():
            return value + 1
    return value


def _is_guard(node: ast.If) -> bool:
    """True for an `if` without `else` that only refuses, returns or passes something over."""
    return not node.orelse and isinstance(node.body[-1], _ENDS)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, _TEXTS) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _passed_over(tree: ast.Module) -> Iterator[ast.AST]:
    """What no test of behaviour looks at: types, decorators, log lines, counters, the lengths
    that `zip` compares, and tables, which migrations make.
    """
    for node in ast.walk(tree):
        for silent in _silent(node):
            yield from ast.walk(silent)


def _silent(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.AnnAssign(annotation=annotation) | ast.arg(annotation=ast.expr() as annotation):
            yield annotation
        case ast.keyword(arg="frozen"):
            yield node
        case ast.Expr(value=ast.Call() as call) if _SILENT.match(ast.unparse(call)):
            yield node
        case ast.Call(func=ast.Name(id="Table")):
            yield node
        case ast.Call(func=ast.Name(id="zip"), keywords=keywords):
            yield from keywords
        case ast.If(test=test) if ast.unparse(test).startswith(("TYPE_CHECKING", "__name__")):
            yield node
    if isinstance(node, _NAMED):
        yield from node.decorator_list
    if isinstance(node, _FUNCTIONS) and node.returns:
        yield node.returns


def _function(node: ast.AST, parents: Parents) -> str:
    """The qualified name of the function or class around a node."""
    names: list[str] = []
    while node in parents:
        node = parents[node]
        if isinstance(node, _NAMED):
            names.insert(0, node.name)
    return ".".join(names) or "(module)"


def _shown(node: ast.AST, parents: Parents) -> ast.AST:
    """The node, with what makes a bare constant or name understandable."""
    while isinstance(node, ast.Constant | ast.UnaryOp | ast.Tuple | ast.keyword | ast.Slice):
        node = parents[node]
    owner = parents[node]
    short = isinstance(owner, ast.Assign | ast.AnnAssign) and len(ast.unparse(owner)) <= _LONGEST
    return owner if short else node


def _shortened(node: ast.AST) -> str:
    if isinstance(node, ast.If | ast.While):
        return f"{type(node).__name__.lower()} {_shortened(node.test)}"
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _line(node: ast.AST, parents: Parents) -> int:
    while not hasattr(node, "lineno"):
        node = parents[node]
    return int(node.lineno)
