"""Carbon stored in wood by EN 16449: three golden vectors (domain.zh.md, 2), and its place."""

from decimal import Decimal

import pytest

from accounting.inventory.domain.soundness import ProcessRepeated, checked
from accounting.model.domain.exchanges import Wood
from accounting.model.domain.system import AmountImpossible
from accounting.model.domain.wood import stored, stored_co2
from accounting.values.domain.numbers import rounded
from accounting.values.domain.units import Quantity, UnitsIncompatible
from tests.accounting.building import power, process, quantity, system


def beam(density: str, moisture: str = "12", fraction: str = "0.5", m3: str = "1") -> Wood:
    return Wood(
        "beam", Quantity(Decimal(m3), "m3"), Decimal(density), Decimal(moisture), Decimal(fraction)
    )


@pytest.mark.parametrize(
    ("wood", "golden"),
    [
        (beam("650"), "1063.988"),
        (beam("650", fraction="0.45"), "957.589"),
        (beam("720", moisture="8"), "1222.222"),
    ],
)
def test_the_golden_vectors_hold_to_the_digits(wood, golden):
    assert rounded(stored_co2(wood), 3) == Decimal(golden)


def test_what_is_stored_scales_with_the_outputs():
    two = stored([beam("650"), beam("720", moisture="8")], outputs=Decimal(2))

    assert rounded(two.kg_co2, 2) == Decimal("4572.42")
    assert len(two.items) == 2


@pytest.mark.parametrize(
    ("piece", "refusal"),
    [
        ({"density_kg_m3": "6500"}, AmountImpossible),
        ({"carbon_fraction": "50"}, AmountImpossible),
        ({"moisture_percent": "-1"}, AmountImpossible),
        ({"volume": quantity("1", "kg")}, UnitsIncompatible),
    ],
)
def test_wood_that_cannot_be_is_refused(piece, refusal):
    wood = {"id": "beam", "volume": quantity("1", "m3"), "density_kg_m3": "650"}

    with pytest.raises(refusal):
        checked(system(process("top", power("1")), wood=[{**wood, **piece}]))


@pytest.mark.parametrize(
    "piece",
    [
        {"density_kg_m3": "50"},
        {"density_kg_m3": "1600"},
        {"moisture_percent": "0"},
        {"moisture_percent": "100"},
        {"carbon_fraction": "0.3"},
        {"carbon_fraction": "0.6"},
        {"volume": quantity("0", "m3")},
        {"volume": quantity("1000000", "L")},
    ],
)
def test_wood_at_either_end_of_what_can_be_is_taken(piece):
    wood = {"id": "beam", "volume": quantity("1", "m3"), "density_kg_m3": "650"}

    assert checked(system(process("top", power("1")), wood=[{**wood, **piece}])).wood


@pytest.mark.parametrize(
    ("piece", "allowed"),
    [
        ({"density_kg_m3": "49.9"}, "50-1600"),
        ({"density_kg_m3": "1600.1"}, "50-1600"),
        ({"moisture_percent": "-0.1"}, "0-100"),
        ({"moisture_percent": "100.1"}, "0-100"),
        ({"carbon_fraction": "0.29"}, "0.3-0.6"),
        ({"carbon_fraction": "0.61"}, "0.3-0.6"),
        ({"volume": quantity("-0.1", "m3")}, ">= 0"),
    ],
)
def test_wood_beyond_either_end_is_refused_with_what_can_be(piece, allowed):
    wood = {"id": "beam", "volume": quantity("1", "m3"), "density_kg_m3": "650"}

    with pytest.raises(AmountImpossible) as refused:
        checked(system(process("top", power("1")), wood=[{**wood, **piece}]))

    assert refused.value.facts["allowed"] == allowed


def test_every_piece_of_wood_has_its_own_name():
    wood = {"id": "beam", "volume": quantity("1", "m3"), "density_kg_m3": "650"}

    with pytest.raises(ProcessRepeated):
        checked(system(process("top", power("1")), wood=[wood, wood]))
