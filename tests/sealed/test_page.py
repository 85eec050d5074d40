"""The page keeps its word: its examples come out, and it names every member of the format."""

import ast
import re
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from functools import reduce
from typing import Any

import pytest

from accounting.values.domain.numbers import plain
from accounting.values.domain.units import KNOWN, convert, dimension
from tests.sealed.files import PAGE, SCHEMA, WORKED_EXAMPLE, read
from tests.sealed.second_engine import SIZES

EXAMPLE = PAGE.partition("## An example by hand")[2].partition("## Test vectors")[0]
STEPS = re.findall(r"^\| (.+) \| (.*\d.*) \| (-?[\d.]+) \| (`/.+`)? ?\|$", EXAMPLE, re.MULTILINE)
ENDS = re.findall(r"^\| (.*\d.*) \| ([\d.]+) \|$", EXAMPLE, re.MULTILINE)
DOCUMENT = read(WORKED_EXAMPLE)["document"]
FIFTY = Context(prec=50, rounding=ROUND_HALF_EVEN)


def computed(calculation: str) -> str:
    """What a calculation of the page comes to, with fifty digits for every operation."""
    text = re.sub(r"\d[\d.]*", r"D('\g<0>')", calculation)
    for sign, operator in (("×", "*"), ("÷", "/"), ("−", "-")):
        text = text.replace(sign, operator)
    with localcontext(FIFTY):
        return plain(_value(ast.parse(text, mode="eval").body))


def _value(node: ast.expr) -> Decimal:
    match node:
        case ast.BinOp(left=left, op=op, right=right):
            return _OPERATIONS[type(op)](_value(left), _value(right))
        case ast.Call(func=ast.Name(id="D"), args=[ast.Constant(value=str(number))]):
            return Decimal(number)
        case ast.Call(func=ast.Name(id="rounded"), args=[value, places]):
            return _value(value).quantize(Decimal(1).scaleb(-_value(places)))
        case ast.Call(func=ast.Name(id="percent"), args=[part, whole]):
            return (_value(part) * 100 / _value(whole)).quantize(Decimal("0.0001"))
    raise ValueError(ast.dump(node))


_OPERATIONS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: lambda left, right: left + right,
    ast.Sub: lambda left, right: left - right,
    ast.Mult: lambda left, right: left * right,
    ast.Div: lambda left, right: left / right,
}


def at(pointer: str) -> Any:
    """The member of the document at a JSON pointer."""
    steps = pointer.strip("`").removeprefix("/").split("/")
    return reduce(
        lambda of, step: of[int(step)] if isinstance(of, list) else of[step], steps, DOCUMENT
    )


def test_the_example_has_all_its_steps():
    rows = [line for line in EXAMPLE.splitlines() if line.startswith("| ")]

    assert len(STEPS) + len(ENDS) == len(rows) - 2
    assert len(STEPS) > 30


@pytest.mark.parametrize(("step", "calculation", "outcome", "where"), STEPS)
def test_every_step_of_the_example_comes_out(step, calculation, outcome, where):
    assert computed(calculation) == outcome
    assert not where or at(where) == outcome


@pytest.mark.parametrize(("calculation", "outcome"), ENDS)
def test_digits_end_where_the_page_says(calculation, outcome):
    assert computed(calculation) == outcome


def test_the_example_reaches_every_part_of_the_footprint_and_its_seal():
    reached = {where.strip("`") for _, _, _, where in STEPS}
    shares = DOCUMENT["result"]["by_exchange"]
    inside = {
        f"/result/by_exchange/{i}/kg_co2e" for i, s in enumerate(shares) if s["kg_co2e"] != "0"
    }

    assert inside - reached == {"/result/by_exchange/0/kg_co2e"}
    assert at("/result/separate/biogenic_gases") == shares[0]["kg_co2e"]
    assert f"`{read(WORKED_EXAMPLE)['seal']}`" in EXAMPLE


def test_the_page_names_every_member_and_every_value_that_a_member_can_have():
    named = set(re.findall(r"`([^`\n]+)`", PAGE))

    assert {name for name in words(SCHEMA) if name not in named} == set()


def words(schema: object) -> Iterator[str]:
    """Members and fixed values of the format; 50 digits are said in words."""
    match schema:
        case dict():
            yield from schema.get("properties", {})
            yield from (value for value in schema.get("enum", ()) if value)
            yield from (value for value in [schema.get("const")] if isinstance(value, str))
            for member in schema.values():
                yield from words(member)
        case list():
            for member in schema:
                yield from words(member)


def test_the_units_of_the_page_are_those_of_both_engines():
    table = re.findall(
        r"^\| `([\w-]+)` \| (.+) \|$", PAGE.partition("## The document")[0], re.MULTILINE
    )
    sizes = {kind: dict(re.findall(r"`([\w.]+)` ([\d.]+)", units)) for kind, units in table}

    assert sizes == SIZES
    assert {unit for units in sizes.values() for unit in units} == set(KNOWN)
    for kind, units in sizes.items():
        base = next(unit for unit, size in units.items() if size == "1")
        for unit, size in units.items():
            assert dimension(unit) == kind
            assert convert(Decimal(1), unit, base, where="") == Decimal(size)
