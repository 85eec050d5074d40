"""Units of other programs: by the file's own groups and properties, else as they are usual."""

from decimal import Decimal

import pytest

from accounting.foreign.domain.measures import ALIASES, Amount, FlowMeasures, Measures, UnitGroup
from accounting.values.domain.text import Text
from accounting.values.domain.units import is_known

MASS, VOLUME = "mass-id", "volume-id"
KG = UnitGroup("kg", {"kg": Decimal(1), "斗": Decimal("7.5"), "t": Decimal("907.18474")})
OF_FILE = Measures({MASS: KG}, {MASS: "Mass", VOLUME: "Volume"}, {"u-1": (MASS, "斗")})
PLAIN = Measures({}, {MASS: "Mass", VOLUME: "Volume"})
BY_MASS = FlowMeasures(MASS, {MASS: Decimal(1)})
TIMBER = FlowMeasures(VOLUME, {VOLUME: Decimal(1), MASS: Decimal(500)})


@pytest.mark.parametrize(
    ("measures", "unit", "flow", "expected"),
    [
        (PLAIN, ("", "kg"), BY_MASS, Amount(Decimal(2), "kg")),
        # A unit of the file's own, by its identifier.
        (OF_FILE, ("u-1", "whatever"), BY_MASS, Amount(Decimal(15), "kg")),
        # A ton that the file counts as a short one is no tonne.
        (OF_FILE, ("", "t"), BY_MASS, Amount(Decimal("1814.36948"), "kg")),
        (PLAIN, ("", "t"), BY_MASS, Amount(Decimal(2), "t")),
        # No unit is that of the flow's property.
        (PLAIN, ("", ""), BY_MASS, Amount(Decimal(2), "kg")),
        # 2 kg ÷ 500 kg/m3.
        (PLAIN, ("", "kg"), TIMBER, Amount(Decimal("0.004"), "m3")),
        (PLAIN, ("", "t"), TIMBER, Amount(Decimal(4), "m3")),
    ],
)
def test_an_amount_is_converted(measures, unit, flow, expected):
    assert measures.amount(Decimal(2), unit, MASS, flow) == expected


@pytest.mark.parametrize(
    ("unit", "quantity"), [("EUR", ""), ("m2*a", ""), ("kg", "unknown property")]
)
def test_what_cannot_be_converted_says_why(unit, quantity):
    assert isinstance(PLAIN.amount(Decimal(2), ("", unit), quantity, TIMBER), Text)


def test_every_usual_unit_is_one_of_the_platform_and_above_zero():
    assert {unit for unit, _ in ALIASES.values() if not is_known(unit)} == set()
    assert min(Decimal(size) for _, size in ALIASES.values()) > 0
