"""The factor library: what each row may be used for, and which rows wait."""

import pytest

from accounting.factors.domain.choosing import footprint_factor
from accounting.factors.domain.factors import (
    Basis,
    FactorCountsOnlyCo2,
    FactorIncomplete,
    FactorIsResult,
    FactorMissing,
    FactorQuarantined,
)
from accounting.factors.domain.library import COLUMNS, LibraryMalformed, read_library
from tests.accounting import samples

MANIFEST = """
code: test
version: "1"
name: {zh: 测试, en: test}
results: [benchmark]
biogenic: []
quarantine: {}
bounds:
  - {category: material, unit: kg, low: "0.1", high: "60"}
"""
ROW = {
    "id": "steel",
    "name_zh": "钢",
    "name_en": "steel",
    "category": "material",
    "value": "2.05",
    "unit": "kgCO2e/kg",
    "gas_basis": "CO2e cradle-to-gate",
    "region": "CN",
    "year": "2019",
    "source_title": "GB/T 51366-2019",
    "source_ref": "appendix D",
    "confidence": "seen",
}


def library(*rows: dict[str, str], manifest: str = MANIFEST):
    lines = [",".join(COLUMNS), *(",".join({**ROW, **row}.values()) for row in rows)]
    return read_library(manifest, "\n".join(lines) + "\n")


def test_every_row_of_the_published_factors_is_kept_and_classified():
    factors = samples.library().factors.values()

    assert len(factors) == 411
    co2_only = [factor for factor in factors if factor.basis is Basis.CO2_ONLY]
    assert len(co2_only) == 141
    assert not any(factor.usable for factor in co2_only)
    assert all(factor.source_title and factor.source_ref for factor in factors if factor.usable)
    assert all(factor.year for factor in factors if factor.usable)


@pytest.mark.parametrize(
    ("id", "value", "unit"),
    [
        ("ele-fp-cn-2024-nat", "0.5777", "kWh"),
        ("ele-fp-cn-2023-nat", "0.6205", "kWh"),
        ("cpcd-17300x0042025c", "51", "GJ"),
    ],
)
def test_official_factors_are_usable_as_published(id, value, unit):
    factor = footprint_factor(samples.library(), id, where="here")

    assert (str(factor.value), factor.unit) == (value, unit)


@pytest.mark.parametrize(
    ("id", "instead"),
    [
        ("ele-co2-cn-2023-tianjin", "ele-fp-cn-2024-nat"),
        ("ele-co2-cn-2021-hebei", "ele-fp-cn-2024-nat"),
        ("heat-cn-default", "cpcd-17300x0042025c"),
    ],
)
def test_a_factor_that_counts_co2_only_is_refused_with_the_one_to_use(id, instead):
    with pytest.raises(FactorCountsOnlyCo2) as refused:
        footprint_factor(samples.library(), id, where="module.power", home="CN-120000")

    assert refused.value.facts["proposal"] == instead
    assert "module.power" in refused.value.messages["en"]


@pytest.mark.parametrize(
    ("id", "refusal"),
    [
        ("none", FactorMissing),
        ("bm-pv-cn-gb", FactorIsResult),
        ("cpcd-46131x0132023c", FactorIsResult),
        ("drv-pv-poly", FactorIncomplete),
        ("mat-ice-silver", FactorQuarantined),
        ("mat-cn-al-pfc", FactorQuarantined),
    ],
)
def test_what_is_no_footprint_factor_is_refused(id, refusal):
    with pytest.raises(refusal):
        footprint_factor(samples.library(), id, where="here")


@pytest.mark.parametrize(
    "row",
    [
        {"value": "about 2"},
        {"value": "NaN"},
        {"value": "-2"},
        {"value": "2050"},
        {"value": "0.002"},
        {"unit": "kgCO2e/lb"},
        {"unit": "tCO2e/t"},
        {"unit": "kgCO2/kg"},
        {"gas_basis": "CO2 only"},
        {"year": ""},
        {"source_title": ""},
    ],
)
def test_a_suspicious_row_waits_with_a_reason_and_is_not_lost(row):
    factor = library(row).factors["steel"]

    assert factor.quarantine is not None
    assert factor.quarantine.zh
    assert factor.quarantine.en
    assert not factor.usable


def test_a_sound_row_is_usable():
    assert library({}).factors["steel"].usable


@pytest.mark.parametrize("rows", [[{}, {}], [{"name_en": "a,b"}]])
def test_a_file_that_cannot_be_read_row_by_row_is_refused(rows):
    with pytest.raises(LibraryMalformed):
        library(*rows)


def test_the_manifest_may_not_speak_of_factors_that_are_not_there():
    with pytest.raises(LibraryMalformed):
        library({}, manifest=MANIFEST.replace("biogenic: []", "biogenic: [teak]"))


def test_the_content_hash_covers_both_files():
    plain = library({})

    assert library({}).sha256 == plain.sha256
    assert library({"value": "2.06"}).sha256 != plain.sha256
    assert library({}, manifest=MANIFEST.replace("测试", "试")).sha256 != plain.sha256


@pytest.mark.parametrize(
    ("gas", "ar5", "ar6"),
    [("CO2", "1", "1"), ("CH4", "28", "27.9"), ("N2O", "265", "273"), ("SF6", "23500", "25200")],
)
def test_warming_potentials_are_those_of_the_reports(gas, ar5, ar6):
    values = [str(samples.gwp(name).of(gas, where="")) for name in ("AR5", "AR6")]

    assert values == [ar5, ar6]
