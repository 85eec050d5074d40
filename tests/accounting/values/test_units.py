"""Units: exact conversion, and no way across dimensions."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from accounting.values.domain.numbers import Exact, plain, rounded
from accounting.values.domain.units import KNOWN, UnitsIncompatible, UnitUnknown, convert, dimension

NUMBER = TypeAdapter(Exact)
amounts = st.decimals(min_value=0, max_value=10**9, places=6)
same_kind = [(a, b) for a, b in product(KNOWN, KNOWN) if dimension(a) is dimension(b)]
other_kind = [(a, b) for a, b in product(KNOWN, KNOWN) if dimension(a) is not dimension(b)]


@pytest.mark.parametrize(
    ("amount", "unit", "to", "expected"),
    [
        ("1", "kWh", "MJ", "3.6"),
        ("59.552", "MJ", "GJ", "0.059552"),
        ("1", "GJ", "kWh", "277.77777777777777777777777777777777777777777777778"),
        ("400", "Wp", "kWp", "0.4"),
        ("2.5", "t", "kg", "2500"),
        ("1", "L", "m3", "0.001"),
        ("1500", "kg.km", "t.km", "1.5"),
        ("1", "MWh", "kWh", "1000"),
        ("5000", "Wh", "kWh", "5"),
        ("1", "TJ", "GJ", "1000"),
        ("1", "tce", "GJ", "29.3076"),
        ("1", "tce", "kWh", "8141"),
        ("250", "mL", "L", "0.25"),
        ("0.5", "ha", "m2", "5000"),
        ("250", "g", "kg", "0.25"),
        ("3", "MWp", "kWp", "3000"),
        ("250", "cm", "m", "2.5"),
        ("18", "mm", "m", "0.018"),
        ("1.5", "km", "m", "1500"),
    ],
)
def test_conversions_are_exact(amount, unit, to, expected):
    assert convert(Decimal(amount), unit, to, where="here") == Decimal(expected)


@given(amounts, st.sampled_from(same_kind))
def test_there_and_back_is_the_same_amount(amount, units):
    unit, other = units

    back = convert(convert(amount, unit, other, where=""), other, unit, where="")

    assert rounded(back, 30) == amount


@given(amounts, amounts, st.sampled_from(same_kind))
def test_conversion_keeps_the_order(smaller, larger, units):
    smaller, larger = sorted((smaller, larger))

    converted = [convert(amount, *units, where="") for amount in (smaller, larger)]

    assert converted == sorted(converted)


@given(st.sampled_from(other_kind))
def test_no_amount_crosses_dimensions(units):
    with pytest.raises(UnitsIncompatible) as refused:
        convert(Decimal(1), *units, where="module.glass")

    assert "module.glass" in refused.value.messages["zh"]


def test_a_normal_cubic_metre_is_no_volume():
    with pytest.raises(UnitsIncompatible):
        convert(Decimal(1), "Nm3", "m3", where="")


def test_an_unknown_unit_is_named_with_those_there_are():
    with pytest.raises(UnitUnknown) as refused:
        dimension("BTU")

    assert "kWh" in str(refused.value)


@pytest.mark.parametrize(
    ("value", "text"),
    [("1E+2", "100"), ("100.00", "100"), ("-0.0", "0"), ("0.50", "0.5"), ("1E-7", "0.0000001")],
)
def test_numbers_are_written_plainly(value, text):
    assert plain(Decimal(value)) == text


def test_a_decimal_is_a_number_already():
    assert NUMBER.validate_python(Decimal("1E+3")) == 1000


@pytest.mark.parametrize("text", ["0", "-1.5", "1" * 20 + "." + "9" * 20, "007"])
def test_a_number_is_written_as_digits(text):
    assert NUMBER.validate_python(text) == Decimal(text)


@pytest.mark.parametrize("text", ["1" * 21, "1." + "9" * 21, "1.", "1e3", "--1", "", ".", "½", "٣"])
def test_what_is_longer_or_otherwise_written_is_no_number(text):
    with pytest.raises(ValidationError, match="at most 20 digits"):
        NUMBER.validate_python(text)


@pytest.mark.parametrize("value", [1, 0.5, None, True])
def test_a_number_that_is_no_text_could_have_been_rounded_already(value):
    with pytest.raises(ValidationError, match="as a string"):
        NUMBER.validate_python(value)


@pytest.mark.parametrize(
    ("value", "expected"), [("0.125", "0.12"), ("0.135", "0.14"), ("508.6121", "508.61")]
)
def test_rounding_is_half_to_even(value, expected):
    assert rounded(Decimal(value), 2) == Decimal(expected)
