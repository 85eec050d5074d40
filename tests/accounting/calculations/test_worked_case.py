"""The IEA PVPS Task 12 module, against values worked out by hand from its inventory."""

from dataclasses import replace
from decimal import Decimal

import pytest

from accounting.calculations.domain.calculation import calculate
from accounting.calculations.domain.result import Result
from tests.accounting import samples

M2_PER_KWP = 5


@pytest.fixture(scope="module")
def result() -> Result:
    return calculate(samples.subject(), samples.published_data())


def per_m2(result: Result, flow: str) -> Decimal:
    return next(found.amount for found in result.flows if found.flow == flow) / M2_PER_KWP


def delivered_per_m2(result: Result, process: str) -> Decimal:
    return next(d.amount for d in result.deliveries if d.process == process) / M2_PER_KWP


@pytest.mark.clause("C21")
def test_nested_electricity_is_that_of_the_published_inventory(result):
    electricity = per_m2(result, "electricity")

    assert round(electricity, 8) == Decimal("88.74552826")
    assert round(electricity * Decimal("0.5777"), 4) == Decimal("51.2683")


@pytest.mark.parametrize(
    ("process", "kwh"),
    [
        ("mg-silicon", "7.1286"),
        ("polysilicon", "28.1014"),
        ("cz-silicon", "18.3519"),
        ("wafer", "4.5880"),
        ("cell", "16.6007"),
        ("module", "13.975"),
    ],
)
def test_each_process_has_its_part_of_the_electricity(result, process, kwh):
    share = next(s for s in result.by_exchange if s.id == f"{process}.electricity")

    electricity = share.kg_co2e / Decimal("0.5777") / M2_PER_KWP

    assert round(electricity, 4) == Decimal(kwh)


def test_silicon_and_heat_are_those_of_the_published_inventory(result):
    assert round(delivered_per_m2(result, "polysilicon"), 6) == Decimal("0.573497")
    assert round(delivered_per_m2(result, "mg-silicon"), 6) == Decimal("0.648052")
    assert round(per_m2(result, "heat"), 3) == Decimal("59.552")


@pytest.mark.clause("C21")
def test_the_published_value_is_the_exact_one_rounded_once(result):
    assert result.exact == sum(share.kg_co2e for share in result.by_exchange)
    assert result.value == round(result.exact, 2)
    assert Decimal(400) < result.value < Decimal(630)


def test_stages_and_processes_add_up_to_the_footprint(result):
    assert sum(share.kg_co2e for share in result.by_stage) == result.exact
    assert sum(share.kg_co2e for share in result.by_process) == result.exact


def test_biogenic_carbon_stays_beside_the_footprint(result):
    biogenic_per_m2 = Decimal("1.6098") * delivered_per_m2(result, "mg-silicon")

    assert result.biogenic_kg_co2 == biogenic_per_m2 * M2_PER_KWP
    assert "emission:CO2-biogenic" in {flow.flow for flow in result.flows}


def test_every_input_without_a_factor_is_kept_in_the_books(result):
    items = {item.id: item for item in result.cut_offs.items}

    assert len(items) == 15
    assert items["module.pallet"].mass_percent is None
    assert items["mg-silicon.silica-sand"].within_limit is False
    assert not result.cut_offs.within_limit


def test_the_gwp_set_of_the_rule_weighs_direct_gases():
    content = samples.body("system")
    content["processes"][0]["exchanges"].append(
        {"kind": "emission", "id": "cf4", "gas": "CF4", "amount": "0.001", "unit": "kg"}
    )
    system = samples.system(content)
    with_ar6 = samples.published_data(system)
    with_ar5 = replace(with_ar6, gwp=samples.gwp("AR5"))

    ar6, ar5 = (calculate(samples.subject(system), data) for data in (with_ar6, with_ar5))

    assert ar6.exact - ar5.exact == (7380 - 6630) * Decimal("0.001") * M2_PER_KWP
