"""Formulas of amounts: arithmetic over parameters, and nothing that could run."""

import ast
from collections.abc import Callable, Mapping
from decimal import Decimal, DecimalException

from accounting.values.domain.numbers import EXACT

_LONGEST, _DEEPEST, _LARGEST_POWER = 500, 40, 64
_BINARY: Mapping[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: EXACT.add,
    ast.Sub: EXACT.subtract,
    ast.Mult: EXACT.multiply,
    ast.Div: EXACT.divide,
}
_FUNCTIONS: Mapping[str, Callable[..., Decimal]] = {
    "abs": EXACT.abs,
    "sqrt": EXACT.sqrt,
    "exp": EXACT.exp,
    "ln": EXACT.ln,
    "log": EXACT.ln,
    "lg": EXACT.log10,
    "log10": EXACT.log10,
    "min": lambda *values: min(values),
    "max": lambda *values: max(values),
    "sum": lambda *values: _added(values),
    "avg": lambda *values: EXACT.divide(_added(values), Decimal(len(values))),
}


class FormulaUnreadable(ValueError):
    """A formula that is no arithmetic over known parameters."""


Parameters = Mapping[str, "Decimal | str"]
"""Values and formulas by name in lower case; openLCA does not tell cases apart."""


def evaluated(formula: str, parameters: Parameters) -> Decimal:
    """The value of a formula. Raises `FormulaUnreadable`."""
    return _Evaluation(parameters).of(formula)


class _Evaluation:
    def __init__(self, parameters: Parameters) -> None:
        self._parameters, self._known = parameters, dict[str, Decimal]()
        self._open: list[str] = []

    def of(self, formula: str) -> Decimal:
        if len(formula) > _LONGEST:
            raise FormulaUnreadable("it is too long")
        try:
            written = formula.strip().replace("^", "**").replace(";", ",")
            return self._value(ast.parse(written, mode="eval").body, 0)
        except FormulaUnreadable:
            raise
        except (
            SyntaxError,
            ValueError,
            RecursionError,
            MemoryError,
            DecimalException,
            TypeError,
        ) as failure:
            raise FormulaUnreadable("it is no arithmetic") from failure

    def _value(self, node: ast.expr, depth: int) -> Decimal:
        if depth > _DEEPEST:
            raise FormulaUnreadable("it is nested too deeply")
        match node:
            case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
                return Decimal(str(number))
            case ast.Name(id=name):
                return self._parameter(name.lower())
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return EXACT.minus(self._value(operand, depth + 1))
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self._value(operand, depth + 1)
            case ast.BinOp(left=left, op=operator, right=right):
                return _combined(
                    operator, self._value(left, depth + 1), self._value(right, depth + 1)
                )
            case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
                function = _FUNCTIONS.get(name.lower())
                if function is None:
                    raise FormulaUnreadable(f"there is no function {name}")
                return function(*(self._value(one, depth + 1) for one in arguments))
        raise FormulaUnreadable("it is no arithmetic")

    def _parameter(self, name: str) -> Decimal:
        if name not in self._known:
            found = self._parameters.get(name)
            if found is None:
                raise FormulaUnreadable(f"there is no parameter {name}")
            if name in self._open or len(self._open) > _DEEPEST:
                raise FormulaUnreadable(f"{name} rests on itself")
            self._open.append(name)
            self._known[name] = found if isinstance(found, Decimal) else self.of(found)
            self._open.pop()
        return self._known[name]


def _combined(operator: ast.operator, left: Decimal, right: Decimal) -> Decimal:
    if isinstance(operator, ast.Pow):
        if abs(right) > _LARGEST_POWER:
            raise FormulaUnreadable("a power is too large")
        return EXACT.power(left, right)
    found = _BINARY.get(type(operator))
    if found is None:
        raise FormulaUnreadable("it is no arithmetic")
    return found(left, right)


def _added(values: tuple[Decimal, ...]) -> Decimal:
    whole = Decimal(0)
    for value in values:
        whole = EXACT.add(whole, value)
    return whole
