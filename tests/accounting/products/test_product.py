"""Products convert between pieces and every unit that one piece states."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounting.products.domain.generation import Generation, GenerationImplausible
from accounting.products.domain.generation import checked as checked_generation
from accounting.products.domain.product import (
    PieceIncomplete,
    PieceInconsistent,
    Product,
    checked_piece,
)
from accounting.values.domain.numbers import rounded
from accounting.values.domain.text import Text
from accounting.values.domain.units import Quantity, UnitsIncompatible
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


NREL = Generation(
    irradiation_kwh_m2_a=Decimal(1700),
    performance_ratio=Decimal("0.8"),
    years=30,
    degradation_per_year=Decimal("0.005"),
    source=Text("NREL 统一条件", "NREL harmonised conditions"),
)


def test_a_module_converts_to_the_electricity_of_its_life():
    """500 kg per kWp over 37975.5 kWh are 13.166 g per kWh (domain.zh.md, 5.2)."""
    module = replace(samples.product(), generation=NREL)

    kwh = module.express_one("kWp", "kWh").amount

    assert rounded(kwh, 1) == Decimal("37975.5")
    assert rounded(Decimal(500_000) / kwh, 3) == Decimal("13.166")
    assert module.express_one("piece", "MWh").amount * 1000 == kwh * Decimal("0.4")
    assert module.units == ("piece", "kWp", "m2", "kg", "kWh")


def test_without_stated_assumptions_there_is_no_kilowatt_hour():
    with pytest.raises(UnitsIncompatible):
        samples.product().express_one("kWp", "kWh")


@pytest.mark.parametrize(
    "assumption",
    [
        {"irradiation_kwh_m2_a": Decimal(17)},
        {"performance_ratio": Decimal(80)},
        {"degradation_per_year": Decimal("0.5")},
    ],
)
def test_assumptions_that_no_site_has_are_refused(assumption):
    with pytest.raises(GenerationImplausible):
        checked_generation(replace(NREL, **assumption))


def panel(**piece: str) -> Product:
    """A wood-based panel of 1.22 m by 2.44 m and 18 mm."""
    amounts = {"m2": "2.9768", "mm": "18", "kg": "37.5", **piece}
    quantities = [Quantity(Decimal(amount), unit) for unit, amount in amounts.items()]
    return replace(samples.product(), piece=checked_piece(quantities, amounts))


def test_a_panel_converts_between_area_and_volume_by_its_thickness():
    assert panel().express_one("m3", "m2").amount * Decimal("0.018") == 1
    assert panel().express_one("piece", "m3").amount == Decimal("2.9768") * Decimal("0.018")
    assert panel().units == ("piece", "m2", "m3", "kg")


@given(st.sampled_from(["m2", "m3", "kg", "piece"]))
def test_every_unit_of_a_panel_leads_back(unit):
    there = panel().express_one("m3", unit)

    assert rounded(panel().express(there, "m3").amount, 40) == 1


def test_area_thickness_and_volume_must_agree():
    assert panel(m3="0.0536").express_one("piece", "m3").amount == Decimal("0.0536")
    with pytest.raises(PieceInconsistent):
        panel(m3="0.6")
