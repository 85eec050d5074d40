"""Every kind of exchange against its own arithmetic, and what each refuses."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounting.engine.domain.contributions import Contribution
from accounting.factors.domain.factors import FactorCountsOnlyCo2
from accounting.factors.domain.gwp import GasUnknown
from accounting.inventory.domain import exchange_checks
from accounting.inventory.domain.sources import ElectricityFactorMisplaced
from accounting.model.domain.offsets import OffsetRefused
from accounting.model.domain.system import AmountImpossible
from accounting.values.domain.units import UnitsIncompatible
from tests.accounting.building import NAME, evaluated, footprint, power, process, quantity, system

TRUCK = {
    "kind": "transport", "id": "leg", "mode": "road", "vehicle": "heavy-diesel-truck",
    "factor": "cpcd-65119x0152019c", "mass": quantity("1200", "kg"),
    "distance": quantity("450", "km"), "assumption": NAME,
}  # fmt: skip
DIESEL = {
    "net_calorific_value": "43.33", "per": "t", "carbon_content": "0.0202", "oxidation": "0.98",
    "source": NAME,
}  # fmt: skip
BURNT = {
    "kind": "fuel", "id": "boiler", "carrier": "diesel", "amount": "10", "unit": "kg",
    "heating": DIESEL, "no_upstream": NAME,
}  # fmt: skip


def only(exchange: dict[str, Any], **options: Any) -> Contribution:
    [found] = evaluated(system(process("top", exchange)), **options).contributions
    return found


def electricity(amount: str = "100", **supply: object) -> dict[str, Any]:
    line = {"kind": "electricity", "id": "line", "amount": amount, "unit": "kWh"}
    return {**line, "supply": supply}


def test_a_leg_is_tonnes_times_kilometres_times_the_class_factor():
    leg = only(TRUCK)

    assert (leg.amount, leg.unit, leg.flow) == (Decimal("540"), "t.km", "freight:road")
    assert leg.inside == 540 * Decimal("0.078")


@pytest.mark.parametrize("exchange", [power("1"), TRUCK, BURNT])
def test_only_what_is_left_out_counts_as_left_out(exchange):
    left_out = {
        "kind": "cut-off", "id": "glue", "flow": "glue", "amount": "1", "unit": "kg",
        "reason": NAME,
    }  # fmt: skip

    assert not only(exchange).cut_off
    assert only(left_out).cut_off


def test_an_empty_way_back_is_added_when_the_factor_leaves_it_out():
    assert only({**TRUCK, "empty_return": "0.5"}).amount == 810


def test_the_supply_of_the_vehicles_fuel_is_added_where_the_factor_leaves_it_out():
    leg = only({**TRUCK, "factor": "tr-uk-artic-33p", "upstream": "tr-uk-artic-33p-wtt"})

    assert leg.inside == 540 * (Decimal("0.07703") + Decimal("0.01799"))


def test_what_aircraft_emit_has_its_own_line():
    flown = only({**TRUCK, "mode": "air", "factor": "cpcd-65319x0012024c"})

    assert flown.aircraft == 540 * Decimal("0.921")
    assert flown.fossil == 0
    assert flown.inside == flown.aircraft


def test_packaging_counts_by_its_uses():
    pallet = {
        "kind": "packaging", "id": "pallet", "flow": "pallet", "factor": "mat-ice-sawn-softwood",
        "content": quantity("20", "kg"), "uses": "25",
    }  # fmt: skip

    assert only(pallet).inside == Decimal("0.8") * Decimal("0.20")


def test_waste_is_an_output_and_no_input_of_the_mass_balance():
    waste = {
        "kind": "waste", "id": "offcuts", "flow": "offcuts", "route": "landfill",
        "factor": "eol-uk-wood-landfill", "amount": "0.2", "unit": "t",
    }  # fmt: skip

    found = only(waste)

    assert found.inside == Decimal("0.2") * Decimal("925.34348")
    assert not found.is_input


@pytest.mark.parametrize(
    ("amount", "unit"), [("10", "kg"), ("0.01", "t"), ("433.3", "MJ"), ("0.4333", "GJ")]
)
def test_a_fuel_by_mass_or_by_heat_gives_the_same_carbon(amount, unit):
    burnt = only({**BURNT, "amount": amount, "unit": unit})

    carbon = Decimal("0.4333") * Decimal("0.0202") * Decimal("0.98") * 44 / 12 * 1000

    assert abs(burnt.fossil - carbon) < Decimal("1e-20")


def test_burning_also_gives_methane_and_nitrous_oxide_by_the_rules_set():
    heating = {**DIESEL, "ch4_kg_per_tj": "3", "n2o_kg_per_tj": "0.6"}
    exchange = {**BURNT, "amount": "1000", "unit": "GJ", "heating": heating}

    beyond_co2 = {
        name: only(exchange, gwp=name).fossil - only({**exchange, "heating": DIESEL}).fossil
        for name in ("AR5", "AR6")
    }

    assert beyond_co2["AR5"] == 3 * 28 + Decimal("0.6") * 265
    assert beyond_co2["AR6"] == 3 * Decimal("29.8") + Decimal("0.6") * 273


def test_biomass_burns_beside_the_footprint_but_its_methane_does_not():
    wood = {
        "net_calorific_value": "16", "per": "t", "carbon_content": "0.03", "oxidation": "1",
        "source": NAME, "biogenic": True, "ch4_kg_per_tj": "30", "n2o_kg_per_tj": "4",
    }  # fmt: skip

    burnt = only({**BURNT, "carrier": "wood", "amount": "1", "unit": "t", "heating": wood})

    assert burnt.biogenic_co2 == 16 * Decimal("0.03") * 44 / 12 * 1000
    assert burnt.fossil == 0
    assert burnt.inside == burnt.biogenic_gases
    assert burnt.inside == Decimal("0.016") * (30 * 27 + 4 * 273)


def test_the_supply_of_a_fuel_follows_its_heat_into_the_factors_unit():
    coal = {
        "net_calorific_value": "20", "per": "t", "carbon_content": "0.026", "oxidation": "0.93",
        "source": NAME,
    }  # fmt: skip
    burnt = {**BURNT, "carrier": "coal", "heating": coal, "amount": "30", "unit": "GJ"}
    del burnt["no_upstream"]

    terms = {term.source: term for term in only({**burnt, "upstream": "fuel-uk-wtt-coal"}).terms}

    assert terms["fuel:coal"].amount == 30
    assert terms["factor:fuel-uk-wtt-coal"].amount == 1500
    assert terms["factor:fuel-uk-wtt-coal"].kg_co2e == 1500 * Decimal("0.41815")


def test_electricity_by_location_takes_the_average_footprint_factor():
    assert only(electricity(by="location", factor="ele-fp-cn-2024-nat")).inside == Decimal("57.77")


def test_electricity_by_direct_supply_adds_the_lines_with_their_losses():
    wind = electricity(
        by="direct", generation="ele-fp-cn-2024-wind", transmission="ele-fp-cn-2024-td-loss",
        contract=NAME,
    )  # fmt: skip

    assert only(wind).inside == 100 * (Decimal("0.0324") + Decimal("0.0327"))


def test_stated_line_losses_raise_what_is_generated():
    wind = electricity(
        by="direct", generation="ele-fp-cn-2024-wind", transmission="ele-fp-cn-2024-td-noloss",
        contract=NAME, line_loss="0.2",
    )  # fmt: skip

    assert only(wind).inside == 125 * Decimal("0.0324") + 100 * Decimal("0.0046")


def test_electricity_made_on_the_site_needs_no_line():
    roof = electricity(by="on-site", generation="ele-fp-cn-2024-pv")

    assert only(roof).inside == Decimal("5.2")


def test_a_mix_weighs_its_generation():
    mix = electricity(by="mix", parts=[part("hydro", "0.6"), part("coal", "0.4")])

    assert only(mix).inside == 100 * (
        Decimal("0.6") * Decimal("0.0141") + Decimal("0.4") * Decimal("0.9240")
    )


def part(generation: str, share: str) -> dict[str, str]:
    return {"factor": f"ele-fp-cn-2024-{generation}", "share": share}


def test_uptake_and_biogenic_emission_stand_beside_the_footprint():
    grown = system(
        process(
            "top",
            power("1"),
            {"kind": "uptake", "id": "tree", "amount": "900", "unit": "kg", "source": NAME},
            {"kind": "emission", "id": "chip-boiler", "gas": "CO2", "amount": "120", "unit": "kg",
             "origin": "biogenic"},
        )
    )  # fmt: skip

    found = evaluated(grown).contributions

    assert sum(item.inside for item in found) == Decimal("0.5777")
    assert sum(item.beside for item in found) == 120 - 900


@pytest.mark.parametrize("origin", ["land-use-change", "aircraft"])
def test_each_origin_has_its_own_line_inside_the_footprint(origin):
    released = {"kind": "emission", "id": "x", "gas": "N2O", "amount": "2", "unit": "kg"}

    found = only({**released, "origin": origin})

    assert found.inside == getattr(found, origin.replace("-", "_")) == 546
    assert found.fossil == 0


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_every_kind_scales_with_the_demand(first, second):
    many = system(
        process("top", TRUCK, BURNT, electricity(by="location", factor="ele-fp-cn-2024-nat"))
    )

    apart = footprint(many, str(first)) + footprint(many, str(second))

    assert abs(footprint(many, str(first + second)) - apart) <= apart * Decimal("1e-26")


@pytest.mark.parametrize(
    ("exchange", "refusal"),
    [
        ({**TRUCK, "empty_return": "1.5"}, AmountImpossible),
        ({**TRUCK, "distance": quantity("-1", "km")}, AmountImpossible),
        ({**TRUCK, "distance": quantity("1", "h")}, UnitsIncompatible),
        ({**TRUCK, "factor": "cpcd-17300x0032025c"}, UnitsIncompatible),
        ({**BURNT, "upstream": "fuel-cn-ng-upstream"}, exchange_checks.FuelSupplyUnstated),
        ({**BURNT, "unit": "m2"}, UnitsIncompatible),
        ({**BURNT, "heating": {**DIESEL, "net_calorific_value": "43330"}},
         exchange_checks.FuelImplausible),
        ({**BURNT, "heating": {**DIESEL, "carbon_content": "20.2"}},
         exchange_checks.FuelImplausible),
        ({**BURNT, "heating": {**DIESEL, "oxidation": "98"}}, exchange_checks.FuelImplausible),
        ({**BURNT, "heating": {**DIESEL, "per": "m2"}}, exchange_checks.FuelImplausible),
        (electricity(by="location", factor="ele-fp-cn-2024-wind"), ElectricityFactorMisplaced),
        (electricity(by="on-site", generation="ele-fp-cn-2024-nat"), ElectricityFactorMisplaced),
        (electricity(by="mix", parts=[part("hydro", "0.6"), part("coal", "0.3")]),
         exchange_checks.MixIncomplete),
        ({"kind": "emission", "id": "x", "gas": "CH4", "amount": "1", "unit": "kg",
          "origin": "biogenic"}, exchange_checks.GasOriginUnclear),
        ({"kind": "emission", "id": "x", "gas": "H2O", "amount": "1", "unit": "kg"}, GasUnknown),
        ({"kind": "uptake", "id": "x", "amount": "1", "unit": "m3", "source": NAME},
         UnitsIncompatible),
        ({"kind": "uptake", "id": "x", "amount": "-1", "unit": "kg", "source": NAME},
         AmountImpossible),
        (power("-5"), AmountImpossible),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(exchange, refusal):
    with pytest.raises(refusal):
        only(exchange)


def test_a_provincial_co2_factor_is_no_electricity_footprint():
    provincial = electricity(by="location", factor="ele-co2-cn-2023-tianjin")

    with pytest.raises(FactorCountsOnlyCo2) as refused:
        only(provincial)

    assert refused.value.facts["proposal"] == "ele-fp-cn-2024-nat"


@pytest.mark.parametrize("kind", ["offset", "carbon-credit", "credit", "avoided-burden"])
def test_offsets_are_refused_by_what_they_are(kind):
    with pytest.raises(OffsetRefused) as refused:
        system(process("top", {"kind": kind, "id": "ccer", "amount": "5", "unit": "t"}))

    assert refused.value.facts == {"where": "ccer", "what": kind}
