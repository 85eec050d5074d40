"""Formulas are arithmetic over parameters; everything else is refused."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.foreign.domain.formulas import FormulaUnreadable, evaluated

PARAMETERS = {"a": Decimal("1.5"), "b": "2 * A", "loop": "loop + 1", "x": "y", "y": "x"}


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("2*a", "3.0"),
        ("B", "3.0"),
        ("2^3 - 1", "7"),
        ("-(a + 0.5) / 4", "-0.5"),
        ("max(a; b; 2)", "3.0"),
        ("sqrt(9) + abs(-1)", "4"),
    ],
)
def test_a_formula_is_computed(formula, value):
    assert evaluated(formula, PARAMETERS) == Decimal(value)


@pytest.mark.parametrize(
    "formula",
    [
        "2*frame", "loop", "x", "1/0", "9^9^9^9", "a +", "__import__('os')", "a.b", "a[0]", "'a'",
        "True", "(" * 200, "1" * 600, "lambda: 1", "f(a=1)", "sqrt(-1)", "max()",
    ],
)  # fmt: skip
def test_what_is_no_arithmetic_is_refused(formula):
    with pytest.raises(FormulaUnreadable):
        evaluated(formula, PARAMETERS)


@given(st.text(alphabet="ab019.+-*/^();, e\x00\u2028", max_size=60))
def test_any_text_is_computed_or_refused(formula):
    with suppress(FormulaUnreadable):
        assert isinstance(evaluated(formula, PARAMETERS), Decimal)
