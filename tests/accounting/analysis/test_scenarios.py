"""Scenarios: what changes, by how much, because of what; and every bad change names its place."""

import json
from decimal import Decimal

import pytest
from pydantic import TypeAdapter

from accounting.analysis.domain.changes import (
    ChangeImpossible,
    ChangePlaceUnknown,
    ChangeUnfit,
    Scenario,
)
from accounting.analysis.domain.network import network
from accounting.analysis.domain.scenarios import play
from accounting.calculations.domain.calculation import StageOutsideBoundary
from accounting.factors.domain.factors import FactorIsResult, FactorMissing
from accounting.values.domain.units import UnitsIncompatible
from tests.accounting import samples

SCENARIO = TypeAdapter(Scenario)
NAME = {"zh": "示例", "en": "sample"}


@pytest.fixture(scope="module")
def base():
    return network(samples.subject(), samples.published_data())


def played(base, *changes: dict[str, object]):
    scenario = SCENARIO.validate_json(json.dumps({"name": "trial", "changes": changes}))
    return play(scenario, base, samples.library())


def at(place: str, change: str, **members: object) -> dict[str, object]:
    process, _, exchange = place.partition(".")
    return {"change": change, "process": process, "exchange": exchange, **members}


def test_another_electricity_changes_every_process_that_uses_it(base):
    wind = samples.library().factors["ele-fp-cn-2024-wind"].value
    kwh = Decimal("88.74552826") * 5

    found = played(base, {"change": "change-electricity", "factor": "ele-fp-cn-2024-wind"})

    assert round(found.difference, 5) == round(kwh * (wind - Decimal("0.5777")), 5)
    assert {e.place for e in found.by_exchange} == {
        f"{id}.electricity"
        for id in ("module", "cell", "wafer", "cz-silicon", "polysilicon", "mg-silicon")
    }
    assert sum(stage.difference for stage in found.by_stage) == found.difference


def test_electricity_can_change_for_one_process_alone(base):
    found = played(
        base,
        {"change": "change-electricity", "factor": "ele-fp-cn-2024-wind", "processes": ["module"]},
    )

    assert [e.place for e in found.by_exchange] == ["module.electricity"]


def test_less_of_an_input_saves_what_it_carried(base):
    frame = base.by_place["module.frame"]

    found = played(base, at("module.frame", "scale-amount", times="0.8"))

    assert found.difference == -frame / 5
    assert found.exact == base.exact + found.difference
    assert found.difference_percent == round(found.difference / base.exact * 100, 4)


def test_a_stated_amount_replaces_the_measured_one(base):
    found = played(base, at("module.frame", "change-amount", amount="1000", unit="g"))

    [row] = found.by_exchange
    assert row.scenario == base.by_place["module.frame"] / Decimal("2.125")


def test_less_of_a_supplier_shows_where_the_savings_arise(base):
    found = played(base, at("cell.wafer", "scale-amount", times="0.9"))

    carried = next(k for k in base.every_link if k.place == "cell.wafer")
    assert abs(found.difference + base.carried(carried) / 10) < Decimal("1e-20")
    assert "polysilicon.electricity" in {e.place for e in found.by_exchange}


def test_a_longer_way_costs_in_proportion(base):
    found = played(base, at("module.road", "change-transport", distance_times="3"))

    assert found.difference == base.by_place["module.road"] * 2


def test_another_mode_is_another_factor(base):
    rail = next(e for e in base.subject.system.by_id["module"].exchanges if e.id == "rail")

    found = played(base, at("module.road", "change-transport", factor=rail.factor))

    expected = Decimal("2.7739") / Decimal("16.638") * base.by_place["module.rail"]
    assert abs(found.by_exchange[0].scenario - expected) < Decimal("1e-9")


def test_another_supplier_replaces_a_process_and_all_that_only_it_needed(base):
    power = {"kind": "factor", "id": "power", "flow": "electricity", "amount": "10", "unit": "kWh"}
    supplier = {
        "id": "bought-wafer",
        "name": NAME,
        "stage": "raw-materials",
        "output": {"amount": "1", "unit": "m2"},
        "exchanges": [{**power, "factor": "ele-fp-cn-2024-wind"}],
    }

    found = played(base, {"change": "replace-supplier", "process": "wafer", "by": supplier})

    m2 = base.deliveries["wafer", "wafer"]
    burden = m2 * 10 * samples.library().factors["ele-fp-cn-2024-wind"].value
    carried = m2 * base.burdens["wafer", "wafer"]
    assert abs(found.difference - (burden - carried)) < Decimal("1e-20")
    gone = {e.place for e in found.by_exchange if e.scenario == 0}
    assert {"polysilicon.electricity", "mg-silicon.electricity"} <= gone


def test_effects_of_changes_add_up_to_the_difference(base):
    found = played(
        base,
        {"change": "change-electricity", "factor": "ele-fp-cn-2024-wind"},
        at("cell.wafer", "scale-amount", times="0.9"),
        at("module.glass", "replace-factor", factor="cpcd-42190x0012018a"),
    )

    assert [effect.number for effect in found.effects] == [1, 2, 3]
    assert abs(sum(e.difference for e in found.effects) - found.difference) < Decimal("1e-20")
    assert found.value == round(found.exact, 2)


FOREIGN = {
    "id": "bought",
    "name": NAME,
    "stage": "use",
    "output": {"amount": "1", "unit": "m2"},
    "exchanges": [{"kind": "emission", "id": "x", "gas": "CO2", "amount": "1", "unit": "kg"}],
}


@pytest.mark.parametrize(
    ("change", "refusal", "place"),
    [
        (at("modul.glass", "scale-amount", times="2"), ChangePlaceUnknown, "modul"),
        (at("module.gold", "scale-amount", times="2"), ChangePlaceUnknown, "module.gold"),
        (at("module.glass", "scale-amount", times="-1"), ChangeImpossible, "module.glass"),
        (at("module.glass", "replace-factor", factor="none"), FactorMissing, "module.glass"),
        (at("module.glass", "replace-factor", factor="bm-pv-cn-gb"), FactorIsResult, "glass"),
        (
            at("module.glass", "replace-factor", factor="ele-fp-cn-2024-nat"),
            UnitsIncompatible,
            "module.glass",
        ),
        (at("module.cell", "replace-factor", factor="ele-fp-cn-2024-nat"), ChangeUnfit, "cell"),
        (at("module.glass", "change-transport", distance_times="2"), ChangeUnfit, "glass"),
        (at("module.road", "change-transport", distance_times="0"), ChangeImpossible, "road"),
        (
            at("module.glass", "change-amount", amount="1", unit="kWh"),
            UnitsIncompatible,
            "module.glass",
        ),
        (
            at("module.glass", "change-amount", amount="1", unit="furlong"),
            UnitsIncompatible,
            "module.glass",
        ),
        (
            {"change": "replace-supplier", "process": "wafer", "by": {**FOREIGN, "id": "cell"}},
            ChangeUnfit,
            "cell",
        ),
        (
            {"change": "replace-supplier", "process": "wafer", "by": FOREIGN},
            StageOutsideBoundary,
            "bought",
        ),
    ],
)
def test_a_bad_change_is_refused_by_its_place(base, change, refusal, place):
    with pytest.raises(refusal) as refused:
        played(base, change)

    assert place in str(refused.value)
    assert "trial #1" in str(refused.value) or refusal is StageOutsideBoundary
