"""What the model promises, clause by clause, by hand. What has a module of its own stands there:

nested processes and losses (test_engine), several products (test_allocation), loops (test_loops),
kinds of exchange (test_exchanges), every part at once (test_everything), GWP values (test_gwp),
conversions of products (test_product), wood (test_wood), offsets (test_exchanges).
"""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from accounting.calculations.domain.calculation import StageOutsideBoundary, Subject, calculate
from accounting.calculations.domain.result import FootprintImplausible, Result, published
from accounting.engine.domain.evaluation import ENGINE_VERSION
from accounting.inventory.domain.allocations import AllocationForbidden, check_allocations
from accounting.inventory.domain.background import background
from accounting.inventory.domain.sources import ElectricityFactorMisplaced
from accounting.model.domain.activity import NOTHING_MEASURED
from accounting.products.domain.generation import Generation
from accounting.values.domain.numbers import rounded
from accounting.values.domain.text import Text
from accounting.values.domain.units import Quantity
from packs.models import AllocationMethod, Boundary, CutOffLimits, Rule, Stage
from tests.accounting import categories, samples
from tests.accounting.building import (
    GRID,
    NAME,
    by_mass,
    by_value,
    co_product,
    footprint,
    power,
    process,
    quantity,
    supply,
    system,
)

D = Decimal


def rule(**changes: Any) -> Rule:
    """The PV rule with other members."""
    base = samples.category().rules[0]
    return Rule.model_validate({**base.model_dump(), **changes})


def result(
    *processes: Any, by: Rule | None = None, engine: str = ENGINE_VERSION, **members: Any
) -> Result:
    """The footprint of one kWp of a system whose reference makes square metres."""
    of = system(*processes, **members)
    subject = samples.subject(of, NOTHING_MEASURED, engine=engine)
    subject = replace(subject, rule=by or samples.category().rules[0])
    data = background(of, samples.library(), samples.gwp(subject.rule.gwp_set), home="CN-120000")
    return calculate(subject, data)


def emission(gas: str, amount: str, **members: str) -> dict[str, str]:
    base = {"kind": "emission", "id": f"{gas.lower()}-{amount.replace('.', '-')}", "gas": gas}
    return {**base, "amount": amount, "unit": "kg", **members}


def electricity(amount: str, **by: object) -> dict[str, object]:
    line = {"kind": "electricity", "id": "line", "amount": amount, "unit": "kWh"}
    return {**line, "supply": by}


def leg(mode: str, factor: str, vehicle: str = "class") -> dict[str, object]:
    return {
        "kind": "transport", "id": f"{mode}-{vehicle}", "mode": mode, "vehicle": vehicle,
        "factor": factor, "mass": quantity("2", "t"), "distance": quantity("100", "km"),
        "assumption": NAME,
    }  # fmt: skip


def cut(id: str, amount: str, unit: str = "kg") -> dict[str, object]:
    left_out = {"kind": "cut-off", "id": id, "flow": id, "amount": amount, "unit": unit}
    return {**left_out, "reason": NAME}


# Boundaries and stages.


def test_the_boundary_is_the_rules_and_a_stage_beyond_it_is_refused_by_name():
    use = process("top", power("1"), unit="m2", stage="use")
    grave = rule(boundary=Boundary.CRADLE_TO_GRAVE, stages=tuple(Stage))

    assert result(use, by=grave).exact == 5 * GRID
    with pytest.raises(StageOutsideBoundary) as refused:
        result(use)
    assert refused.value.facts["process"] == "top"


# Warming potentials by the rule.


@pytest.mark.parametrize(
    ("gas", "ar5", "ar6"),
    [("CF4", "6630", "7380"), ("NF3", "16100", "17400"), ("SF6", "23500", "25200"),
     ("C2F6", "11100", "12400"), ("N2O", "265", "273"), ("CH4", "28", "27.9")],
)  # fmt: skip
def test_direct_gases_weigh_as_the_rules_set_says(gas, ar5, ar6):
    top = process("top", emission(gas, "0.01"), unit="m2")

    assert result(top, by=rule(gwp_set="AR5")).exact == 5 * D("0.01") * D(ar5)
    assert result(top, by=rule(gwp_set="AR6")).exact == 5 * D("0.01") * D(ar6)


# Electricity by location, by direct supply, with transmission and its losses.


def test_direct_supply_is_generation_plus_the_lines_that_include_their_losses():
    supplied = electricity(
        "10", by="direct", generation="ele-fp-cn-2024-wind",
        transmission="ele-fp-cn-2024-td-loss", contract=NAME,
    )  # fmt: skip

    found = footprint(system(process("top", supplied)))

    assert found == 10 * (D("0.0324") + D("0.0327"))


def test_lines_without_their_losses_need_a_loss_that_raises_the_generation():
    supplied = electricity(
        "10", by="direct", generation="ele-fp-cn-2024-wind",
        transmission="ele-fp-cn-2024-td-noloss", contract=NAME, line_loss="0.05",
    )  # fmt: skip

    found = footprint(system(process("top", supplied)))

    assert rounded(found, 24) == rounded(D("0.324") / D("0.95") + D("0.046"), 24)


def test_by_location_takes_the_consumers_factor_which_has_the_lines_inside():
    at_home = electricity("10", by="location", factor="ele-fp-cn-2024-nat")
    misplaced = electricity("10", by="location", factor="ele-fp-cn-2024-coal")

    assert footprint(system(process("top", at_home))) == 10 * GRID
    with pytest.raises(ElectricityFactorMisplaced):
        footprint(system(process("top", misplaced)))


# Transport by mode and class.


def test_every_leg_counts_by_its_own_mode_and_class():
    found = result(
        process(
            "top",
            leg("road", "cpcd-65119x0282024c", "heavy"),
            leg("road", "cpcd-65119x0362024c", "light"),
            leg("rail", "cpcd-65129x0032024c"),
            leg("sea", "cpcd-65213x0062024c"),
            leg("air", "cpcd-65319x0012024c"),
            unit="m2",
        )
    )

    ground = D("0.0978") + D("0.2611") + D("0.006502") + D("0.008122")
    assert found.exact == 5 * 200 * (ground + D("0.921"))
    assert found.separate.aircraft == 5 * 200 * D("0.921")
    assert found.separate.fossil == 5 * 200 * ground


# Fossil, biogenic, land use and aircraft each on their own; storage beside; offsets refused.


def test_each_heading_stands_alone_and_storage_beside_changes_nothing():
    top = process(
        "top",
        emission("CO2", "1"),
        emission("CO2", "2", origin="biogenic"),
        emission("CO2", "3", origin="land-use-change"),
        emission("CO2", "5", origin="aircraft"),
        emission("CH4-nonfossil", "0.1"),
        {"kind": "uptake", "id": "growth", "amount": "7", "unit": "kg", "source": NAME},
        unit="m2",
    )
    wood = {"id": "beam", "volume": quantity("1", "m3"), "density_kg_m3": "650"}

    without, stored = result(top), result(top, wood=[wood])

    parts = stored.separate
    assert (parts.fossil, parts.land_use_change, parts.aircraft) == (5, 15, 25)
    assert parts.biogenic_gases == 5 * D("0.1") * 27
    assert (parts.biogenic_co2_emitted, parts.biogenic_co2_taken_up) == (10, -35)
    assert stored.exact == 5 * (1 + 3 + 5 + D("2.7"))
    assert stored.exact == without.exact
    assert without.stored_carbon is None
    assert rounded(stored.stored_carbon.kg_co2, 2) == rounded(5 * D("1063.98809"), 2)


def test_stored_carbon_is_shared_by_what_the_reference_process_makes():
    """Four pieces from a cubic metre of 650 kg/m³, 12 % moisture, half of it carbon."""
    wood = {
        "id": "beam", "volume": quantity("1", "m3"), "density_kg_m3": "650",
        "moisture_percent": "12", "carbon_fraction": "0.5",
    }  # fmt: skip
    top = process("top", power("1"), output="4", unit="piece")
    one_piece = rule(declared_unit={"amount": "1", "unit": "piece"})

    [beam] = result(top, by=one_piece, wood=[wood]).stored_carbon.items

    assert rounded(beam.kg_co2, 3) == D("265.997")


# Cut-offs, per item and in total, against the rule's limits.


@pytest.mark.parametrize(
    ("left_out", "within"),
    [
        ({"a": "1"}, True),
        ({"a": "1.01"}, False),
        (dict.fromkeys("abcde", "1"), True),
        (dict.fromkeys("abcdef", "0.9"), False),
        ({}, True),
    ],
)
def test_items_may_have_one_percent_and_all_together_five(left_out, within):
    kept = 100 - sum(map(D, left_out.values()))
    glass = {
        "kind": "factor", "id": "glass", "flow": "glass", "factor": "cpcd-37117x0032014a",
        "amount": f"{kept}", "unit": "kg",
    }  # fmt: skip
    items = [cut(id, amount) for id, amount in left_out.items()]

    book = result(process("top", glass, *items, unit="m2")).cut_offs

    assert book.within_limit is within
    assert book.total_mass_percent == sum(map(D, left_out.values()))
    assert {item.mass_percent for item in book.items} == set(map(D, left_out.values()))


def test_the_limits_are_the_rules_own():
    glass = {
        "kind": "factor", "id": "glass", "flow": "glass", "factor": "cpcd-37117x0032014a",
        "amount": "97", "unit": "kg",
    }  # fmt: skip
    top = process("top", glass, cut("a", "3"), unit="m2")
    wider = CutOffLimits(single_percent=D(3), total_percent=D(3))

    assert not result(top).cut_offs.within_limit
    assert result(top, by=rule(cut_off=wider.model_dump())).cut_offs.within_limit


@pytest.mark.parametrize("engine", ["1.0", "1.1"])
@pytest.mark.parametrize(("items", "within"), [("ab", True), ("abc", False)])
def test_items_that_keep_to_their_limit_can_be_too_many_together(engine, items, within):
    kept = 100 - len(items) * D("0.9")
    glass = {
        "kind": "factor", "id": "glass", "flow": "glass", "factor": "cpcd-37117x0032014a",
        "amount": f"{kept}", "unit": "kg",
    }  # fmt: skip
    top = process("top", glass, *(cut(id, "0.9") for id in items), unit="m2")
    narrow = rule(cut_off={"single_percent": "1", "total_percent": "2"})

    book = result(top, by=narrow, engine=engine).cut_offs

    assert all(item.within_limit for item in book.items)
    assert book.within_limit is within


# A published value.


def test_a_value_may_be_a_billion_tonnes_and_no_more():
    largest = D(10) ** 12

    assert published(largest, decimals=2) == largest
    with pytest.raises(FootprintImplausible) as refused:
        published(largest + D("0.01"), decimals=2)
    assert refused.value.facts["where"] == "-"


def test_an_impossible_value_names_its_largest_part():
    small, large = emission("CO2", "1"), emission("CO2", "9" * 13)

    with pytest.raises(FootprintImplausible) as refused:
        result(process("top", small, large, unit="m2"))

    assert refused.value.facts["where"] == f"top.{large['id']}"


# Allocation in the standard's order; a rule may forbid a method.


def mill(allocation: object) -> dict[str, object]:
    chips = [co_product("chips", "3")]
    return process("mill", power("10"), output="7", co_products=chips, allocation=allocation)


@pytest.mark.parametrize("missing", ["not_subdivided", "not_physical"])
def test_no_later_step_without_saying_why_the_earlier_one_fails(missing):
    economic = by_value(mill="4", chips="1")
    del economic[missing]

    with pytest.raises(ValidationError):
        system(process("top", supply("mill", "1")), mill(economic))


def test_a_physical_relation_still_says_why_the_process_is_not_divided():
    physical = by_mass()
    del physical["not_subdivided"]

    with pytest.raises(ValidationError):
        system(process("top", supply("mill", "1")), mill(physical))


def test_dividing_the_process_needs_no_allocation_at_all():
    divided = system(
        process("top", supply("boards", "7"), supply("chipping", "3")),
        process("boards", power("8"), output="7"),
        process("chipping", power("2"), output="3"),
    )

    assert footprint(divided) == 10 * GRID


@pytest.mark.parametrize(
    ("forbidden", "allowed"),
    [
        (["economic"], "mass, energy"),
        (["economic", "energy"], "mass"),
        (["mass", "energy", "economic"], "-"),
    ],
)
def test_a_rule_may_forbid_a_method_and_the_refusal_names_what_is_left(forbidden, allowed):
    economic = system(process("top", supply("mill", "1")), mill(by_value(mill="4", chips="1")))

    check_allocations(economic, rule())
    with pytest.raises(AllocationForbidden) as refused:
        check_allocations(economic, rule(forbidden_allocation=forbidden))
    assert refused.value.facts["allowed"] == allowed
    assert refused.value.facts["process"] == "mill"


def test_a_rule_without_that_member_is_the_rule_it_was():
    plain, empty = samples.category().rules[0], rule(forbidden_allocation=())

    assert plain.sha256 == empty.sha256
    assert "forbidden_allocation" not in plain.model_dump(mode="json")
    assert rule(forbidden_allocation=[AllocationMethod.MASS]).sha256 != plain.sha256


# Products in all their units.


def _converted(subject: Subject) -> dict[str, Decimal]:
    found = calculate(subject, categories.published_data(subject))
    return {per.unit: per.kg_co2e for per in found.per_unit}


@pytest.mark.parametrize(
    ("code", "units"),
    [
        ("pv-module", {"piece", "kWp", "m2", "kg", "kWh"}),
        ("wood-furniture", {"piece", "kg"}),
        ("wood-based-panels", {"piece", "m2", "m3", "kg"}),
        ("wooden-flooring", {"piece", "m2", "m3", "kg"}),
    ],
)
def test_a_footprint_is_the_same_in_every_unit_of_its_product(code, units):
    """Whatever amount of product is told, in whatever unit, it carries the same kg CO2e."""
    subject = categories.subject(code)
    if code == "pv-module":
        nrel = Generation(D(1700), D("0.8"), 30, D("0.005"), Text("NREL", "NREL"))
        subject = replace(subject, product=replace(subject.product, generation=nrel))
    per, product = _converted(subject), subject.product

    assert per.keys() == units
    for unit, other in ((a, b) for a in units for b in units):
        there = product.express(Quantity(D(1), unit), other)
        back = product.express(there, unit)
        assert rounded(back.amount, 35) == 1
        assert rounded(there.amount * per[other], 15) == rounded(per[unit], 15)
