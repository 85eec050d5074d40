"""Products convert between pieces and every unit that one piece states."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.domain.numbers import rounded
from accounting.domain.product import PieceIncomplete, checked_piece
from accounting.domain.units import Quantity, UnitsIncompatible
from tests.accounting import samples

watts = st.decimals(min_value=100, max_value=800, places=1).map(str)


@pytest.mark.parametrize(
    ("unit", "to", "expected"),
    [
        ("kWp", "m2", "5"),
        ("kWp", "piece", "2.5"),
        ("piece", "kg", "26.4"),
        ("m2", "Wp", "200"),
        ("MWp", "t", "66"),
    ],
)
def test_one_unit_expressed_in_another(unit, to, expected):
    assert samples.product().express_one(unit, to) == Quantity(Decimal(expected), to)


@given(watts, st.sampled_from(["Wp", "kWp", "m2", "kg", "t", "piece"]))
def test_every_unit_leads_back_to_the_same_power(power, unit):
    product = samples.product(Wp=power)

    there = product.express_one("kWp", unit)

    assert rounded(product.express(there, "kWp").amount, 40) == 1


def test_a_unit_that_one_piece_says_nothing_about_is_refused():
    with pytest.raises(UnitsIncompatible):
        samples.product().express_one("kWp", "m3")


@pytest.mark.parametrize("units", [["Wp", "m2"], ["Wp", "kWp", "m2", "kg"], ["Wp", "m2", "h"]])
def test_one_amount_per_dimension_and_none_missing(units):
    with pytest.raises(PieceIncomplete):
        checked_piece([Quantity(Decimal(1), unit) for unit in units], ["Wp", "m2", "kg"])
