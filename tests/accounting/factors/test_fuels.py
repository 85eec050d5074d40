"""Default fuels: NCV x carbon content x oxidation x 44/12 (domain.zh.md, 4.2)."""

from decimal import Decimal

import pytest

from accounting.factors.domain.fuels import read_fuels
from accounting.model.domain.heating import co2_per_gj, heat_gj, quantity
from accounting.values.domain.numbers import rounded
from packs import PACKS_DIR

FUELS = {
    fuel.carrier: fuel
    for fuel in read_fuels((PACKS_DIR / "factors" / "fuels.yaml").read_text("utf-8"))
}


@pytest.mark.parametrize(
    ("carrier", "golden"),
    [
        ("anthracite", "2.3228"),
        ("bituminous-coal", "2.0715"),
        ("lignite", "1.4241"),
        ("coke", "2.8518"),
        ("gasoline", "3.0425"),
        ("diesel", "3.1451"),
        ("lpg", "2.9538"),
        ("lng", "2.3253"),
        ("natural-gas", "2.16219"),
    ],
)
def test_what_burning_one_unit_releases(carrier, golden):
    found = FUELS[carrier].co2_kg_per_unit
    per_unit = found if FUELS[carrier].heating.per == "Nm3" else found / 1000

    assert rounded(per_unit, len(golden.partition(".")[2])) == Decimal(golden)


def test_natural_gas_per_gigajoule():
    assert rounded(co2_per_gj(FUELS["natural-gas"].heating), 3) == Decimal("55.539")


def test_a_volume_of_a_fuel_that_is_weighed_stays_a_volume():
    heating = FUELS["diesel"].heating

    assert heating.per == "t"
    assert quantity(Decimal(5), "L", "m3", heating, where="diesel") == Decimal("0.005")


@pytest.mark.parametrize("carrier", sorted(FUELS))
def test_heat_and_amount_convert_both_ways(carrier):
    heating = FUELS[carrier].heating
    gj = heat_gj(Decimal("7.3"), heating.per, heating, where=carrier)

    assert rounded(quantity(gj, "GJ", heating.per, heating, where=carrier), 40) == Decimal("7.3")
    assert quantity(Decimal("7.3"), heating.per, "MJ", heating, where=carrier) == gj * 1000
    assert heat_gj(gj * 1000, "MJ", heating, where=carrier) == gj
