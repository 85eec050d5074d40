"""Category packs: what a valid one says, and what is refused."""

import json
from copy import deepcopy
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from contracts.certification import Scheme
from packs import PACKS_DIR
from packs.models import Boundary, CategoryPack, Stage, categories, load_category

FOLDER = PACKS_DIR / "categories" / "pv-module"
CODES = ["pv-module", "wood-based-panels", "wood-furniture", "wooden-flooring"]


@pytest.fixture
def content() -> Any:
    return deepcopy(yaml.safe_load((FOLDER / "category.yaml").read_text("utf-8")))


@pytest.mark.clause("C02")
def test_the_pv_module_pack_is_item_five_of_the_national_catalogue():
    pack = load_category(FOLDER)

    assert (pack.code, pack.cpc) == ("pv-module", "47150")
    assert pack.catalogue is not None
    assert (pack.catalogue.item, pack.catalogue.published) == (5, date(2025, 7, 9))
    assert pack.schemes == {Scheme.NATIONAL_CFP, Scheme.CB_OWN}


def test_its_rule_says_all_that_accounting_and_certification_need():
    [rule] = load_category(FOLDER).rules

    assert (rule.declared_unit.amount, rule.declared_unit.unit) == (Decimal(1), "kWp")
    assert rule.boundary is Boundary.CRADLE_TO_GATE
    assert rule.stages == (Stage.RAW_MATERIALS, Stage.PRODUCTION)
    assert (rule.general_rule, rule.standard) == ("CNCA-CFP-00:2025", "GB/T 24067-2024")
    assert (rule.validity_months, rule.surveillance_interval_months) == (24, 12)
    assert (rule.gwp_set, rule.decimals) == ("AR6", 2)


@pytest.mark.parametrize(("code", "unit"), [("wood-based-panels", "m3"), ("wooden-flooring", "m2")])
def test_panels_and_flooring_are_item_seventeen_of_the_national_catalogue(code, unit):
    pack = load_category(PACKS_DIR / "categories" / code)

    assert pack.catalogue is not None
    assert (pack.catalogue.item, pack.catalogue.name_zh) == (17, "人造板和木质地板")
    assert pack.schemes == {Scheme.NATIONAL_CFP, Scheme.CB_OWN}
    assert (pack.rules[0].declared_unit.amount, pack.rules[0].declared_unit.unit) == (1, unit)


@pytest.mark.clause("C02")
def test_furniture_is_outside_the_national_catalogue_and_its_rule_does_not_suggest_otherwise():
    pack = load_category(PACKS_DIR / "categories" / "wood-furniture")
    [rule] = pack.rules

    assert (pack.catalogue, pack.schemes) == (None, {Scheme.CB_OWN})
    assert (rule.declared_unit.amount, rule.declared_unit.unit) == (1, "piece")
    assert "CNCA" not in rule.model_dump_json()
    assert "试点" not in rule.name.zh


def test_a_category_may_hold_further_classes_and_without_them_its_hash_is_as_before(content):
    plain = CategoryPack.model_validate(content)
    wider = CategoryPack.model_validate({**content, "further_cpc": ["46113"]})

    assert wider.cpc_classes == ("47150", "46113")
    assert "further_cpc" not in plain.model_dump(mode="json")
    assert plain.sha256 != wider.sha256


def test_a_category_outside_the_catalogue_never_carries_the_national_label(content):
    content["catalogue"] = None

    assert CategoryPack.model_validate(content).schemes == {Scheme.CB_OWN}


def test_the_rule_of_a_day_is_the_newest_in_force(content):
    content["rules"].append(
        {**content["rules"][0], "version": "2027.1", "in_force_from": date(2027, 3, 1)}
    )
    pack = CategoryPack.model_validate(content)

    versions = {
        day: rule.version if (rule := pack.rule_on(date.fromisoformat(day))) else None
        for day in ("2025-09-29", "2025-09-30", "2027-02-28", "2027-03-01")
    }

    assert list(versions.values()) == [None, "2025.1", "2025.1", "2027.1"]


def test_two_rules_cannot_share_a_version_or_a_first_day(content):
    content["rules"].append(content["rules"][0])

    with pytest.raises(ValidationError, match="same version"):
        CategoryPack.model_validate(content)


def test_the_hash_covers_the_content_and_not_the_layout(content, tmp_path: Path):
    same = tmp_path / "category.yaml"
    same.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=True), "utf-8")
    content["rules"][0]["validity_months"] = 36

    original = load_category(FOLDER)

    assert load_category(same).sha256 == original.sha256
    assert CategoryPack.model_validate(content).sha256 != original.sha256


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("code", "PV Module"),
        ("version", 2025.1),
        ("cpc", "471"),
        ("rules", []),
        ("piece_units", []),
        ("colour", "green"),
    ],
)
def test_a_malformed_category_is_refused(content, member, value):
    with pytest.raises(ValidationError):
        CategoryPack.model_validate({**content, member: value})


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("code", "x" * 51),
        ("declared_unit", {"amount": 0.5, "unit": "kWp"}),
        ("declared_unit", {"amount": "0", "unit": "kWp"}),
        ("boundary", "cradle-to-moon"),
        ("stages", []),
        ("cut_off", {"single_percent": "101", "total_percent": "5"}),
        ("gwp_set", "SAR"),
        ("validity_months", 0),
        ("in_force_from", "soon"),
    ],
)
def test_a_malformed_rule_is_refused(content, member, value):
    content["rules"][0][member] = value

    with pytest.raises(ValidationError):
        CategoryPack.model_validate(content)


def test_every_category_folder_is_found_in_the_order_of_its_name():
    assert [pack.code for pack in categories(PACKS_DIR)] == CODES


def test_the_published_schema_is_that_of_the_model_and_accepts_every_pack():
    published = json.loads((PACKS_DIR / "categories" / "category.schema.json").read_text("utf-8"))

    assert published == {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **CategoryPack.model_json_schema(),
    }
    for pack in categories(PACKS_DIR):
        Draft202012Validator(published).validate(pack.model_dump(mode="json"))


@pytest.mark.parametrize("code", CODES)
def test_the_examples_are_the_bodies_of_requests_and_say_that_they_are_samples(code):
    folder = PACKS_DIR / "categories" / code / "examples"
    examples = {file.stem: json.loads(file.read_text("utf-8")) for file in folder.iterdir()}

    assert set(examples) == {"enterprise", "product", "system", "activity-data"}
    assert "示例" in examples["enterprise"]["name"]["zh"]
    assert "示例" in examples["product"]["name"]["zh"]
    assert examples["product"]["category"] == code
