"""Plausible ranges of the categories: every example lies within, slips are named, reasons given."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from accounting.calculations.domain.calculation import calculate
from accounting.inventory.domain.category_templates import CategoryTemplate, read_template
from accounting.inventory.domain.checks import Check
from accounting.inventory.domain.plausibility import (
    InventoryImpossible,
    PieceImpossible,
    PlausibilityPack,
    Verdict,
    read_plausibility,
)
from accounting.inventory.domain.plausible_inventory import (
    Inventory,
    Judgement,
    check_piece,
    findings,
    judge,
    refuse_impossible,
)
from accounting.model.domain.activity import NOTHING_MEASURED
from packs import PACKS_DIR
from tests.accounting import categories, samples


def bounds(code: str) -> PlausibilityPack:
    file = PACKS_DIR / "categories" / code / "plausibility.yaml"
    return read_plausibility(file.read_text("utf-8"))[0]


def template(code: str) -> CategoryTemplate:
    return read_template((PACKS_DIR / "categories" / code / "template.json").read_text("utf-8"))[0]


def judged(code: str, **changes: Any) -> dict[str, Judgement]:
    """The category's example, or a changed one, beside its bounds."""
    subject = replace(categories.subject(code), **changes)
    data = categories.published_data(subject)
    of = Inventory(subject.product, subject.system, subject.activity, data.factors, data.gwp)
    return {each.bound.id: each for each in judge(of, bounds(code))}


def module(**amounts: str):
    """The worked PV system with other amounts in its assembly, and nothing measured."""
    content = samples.body("system")
    for exchange in content["processes"][0]["exchanges"]:
        exchange["amount"] = amounts.get(exchange["id"], exchange["amount"])
    return {"system": samples.system(content), "activity": NOTHING_MEASURED}


@pytest.mark.parametrize("code", categories.CODES)
def test_every_worked_example_is_plausible_in_every_respect(code):
    found = judged(code)

    assert len(found) >= 4
    assert {id: each.verdict for id, each in found.items()} == dict.fromkeys(
        found, Verdict.PLAUSIBLE
    )
    check_piece(categories.subject(code).product, bounds(code))


@pytest.mark.parametrize("code", categories.CODES)
def test_every_template_can_be_accounted_is_plausible_and_within_the_limits(code):
    subject = replace(
        categories.subject(code), system=template(code).system, activity=NOTHING_MEASURED
    )
    result = calculate(subject, categories.published_data(subject))

    verdicts = {each.verdict for each in judged(code, **vars_of(subject)).values()}
    assert verdicts == {Verdict.PLAUSIBLE}
    assert result.cut_offs.within_limit
    assert result.value > 0


def vars_of(subject) -> dict[str, Any]:
    return {"system": subject.system, "activity": subject.activity}


@pytest.mark.parametrize("code", categories.CODES)
def test_every_bound_says_why_and_by_which_source_in_both_languages(code):
    pack = bounds(code)

    assert pack.category == code
    for bound in (*pack.pieces, *pack.inventory):
        assert bound.why.zh != bound.why.en
        assert bound.source
        assert bound.impossible_above is None or bound.impossible_above > bound.high


def test_the_published_schema_is_that_of_the_model_and_accepts_every_pack():
    file = PACKS_DIR / "categories" / "plausibility.schema.json"
    published = json.loads(file.read_text("utf-8"))

    assert published == {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **PlausibilityPack.model_json_schema(),
    }
    for code in categories.CODES:
        Draft202012Validator(published).validate(bounds(code).model_dump(mode="json"))


def test_the_chain_is_judged_as_a_whole_and_per_square_metre():
    found = judged("pv-module")

    assert round(found["electricity"].value, 8) == Decimal("88.74552826")  # domain rules, 5.1
    assert round(found["polysilicon"].value, 6) == Decimal("0.573497")
    assert found["glass"].value == Decimal("8.8125")
    assert found["electricity"].place == "polysilicon.electricity"


def test_what_is_unusual_is_told_and_what_cannot_be_is_refused_by_its_place():
    unusual = judged("pv-module", **module(glass="40"))
    impossible = judged("pv-module", **module(glass="8812.5"))

    assert unusual["glass"].verdict is Verdict.UNUSUAL
    refuse_impossible(unusual.values())
    with pytest.raises(InventoryImpossible) as refused:
        refuse_impossible(impossible.values())
    messages = refused.value.messages
    assert messages["en"].startswith("module.glass: glass adds up to 8812.5 kg per 1 m2")
    assert "divided by 1000 it fits" in messages["en"]
    assert "除以 1000 后合理" in messages["zh"]
    assert "IEA PVPS" in messages["zh"]


def test_what_a_category_cannot_do_without_is_missed_but_never_refused():
    content = samples.body("system")
    content["processes"][0]["exchanges"].pop(2)
    found = judged("pv-module", system=samples.system(content), activity=NOTHING_MEASURED)

    assert (found["glass"].verdict, found["glass"].place) == (Verdict.UNUSUAL, "module")
    assert "the system has no glass" in found["glass"].message.en
    refuse_impossible(found.values())


def test_only_measured_totals_raise_findings():
    content = samples.body("activity-data")
    glass = next(e for e in content["processes"][0]["consumption"] if e["exchange"] == "glass")
    glass["amount"] = "10575000"

    assert findings(judged("pv-module").values()) == []
    assert findings(judged("pv-module", **module(glass="40")).values()) == []
    [found] = findings(judged("pv-module", activity=samples.activity(content)).values())
    assert (found.check, found.place) == (Check.CATEGORY_BOUNDS, "module.glass")
    assert "88.125 kg per 1 m2" in found.en


@pytest.mark.parametrize(
    ("piece", "what"),
    [
        ({"Wp": "4000"}, "peak power of 2000 Wp per m2"),
        ({"kg": "26400"}, "mass of 13200 kg per m2"),
        ({"m2": "2000"}, "peak power of 0.2 Wp per m2"),
    ],
)
def test_a_piece_that_no_module_is_like_is_refused(piece, what):
    with pytest.raises(PieceImpossible) as refused:
        check_piece(samples.product(**piece), bounds("pv-module"))

    assert what in refused.value.messages["en"]
    assert "每件" in refused.value.messages["zh"]


@pytest.mark.parametrize(
    "change",
    [
        {"low": "30", "high": "25"},
        {"impossible_above": "24"},
        {"per": "square metre"},
        {"unit": "stone"},
        {"low": 4.5},
        {"source": ""},
        {"colour": "green"},
    ],
)
def test_malformed_bounds_are_refused(change):
    glass = {
        "id": "glass", "name": {"zh": "玻璃", "en": "glass"}, "unit": "kg", "per": "m2",
        "low": "4", "high": "25", "impossible_above": "60", "flows": ["*glass*"],
        "why": {"zh": "示例", "en": "sample"}, "source": "示例",
    }  # fmt: skip
    pack = {"category": "pv-module", "version": "2026.1"}
    assert PlausibilityPack.model_validate({**pack, "inventory": [glass]})

    with pytest.raises(ValidationError):
        PlausibilityPack.model_validate({**pack, "inventory": [{**glass, **change}]})
    with pytest.raises(ValidationError):
        PlausibilityPack.model_validate({**pack, "inventory": [glass, glass]})
