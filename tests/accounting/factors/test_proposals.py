"""The nearest valid factor: ranked by technology, region, year, validity, evaluation."""

import random
from dataclasses import replace

import pytest

from accounting.factors.domain.choosing import footprint_factor
from accounting.factors.domain.description import Description, EvaluationStatus
from accounting.factors.domain.factors import FactorMissing
from accounting.factors.domain.proposals import Candidate, WantedFactor, propose
from accounting.inventory.domain.bases import FactorBasesMixed, check_one_basis
from tests.accounting import samples


def proposals(wanted: WantedFactor) -> list[Candidate]:
    library = samples.library()
    return propose(library.factors.values(), library.descriptions, wanted)


@pytest.mark.parametrize(
    ("wanted", "first"),
    [
        (WantedFactor("electricity", "kWh", "CN-120000", 2025), "ele-fp-cn-2024-nat"),
        (WantedFactor("电力", "MWh", "CN-120000", 2024), "ele-fp-cn-2024-nat"),
        (WantedFactor("electricity", "kWh", "CN-120000", 2023), "ele-fp-cn-2023-nat"),
        (WantedFactor("electricity", "kWh", "CN-120000", 2025, "wind"), "ele-fp-cn-2024-wind"),
        (WantedFactor("electricity", "kWh", "CN-120000", 2023, "燃煤"), "ele-fp-cn-2023-coal"),
        (WantedFactor("heat", "GJ", "CN-120000", 2025), "cpcd-17300x0042025c"),
        (WantedFactor("蒸汽", "MJ", "CN-120000", 2025), "cpcd-17300x0042025c"),
    ],
)
def test_the_nearest_factor_comes_first(wanted, first):
    found = proposals(wanted)

    assert found[0].factor.id == first
    assert all(candidate.factor.usable for candidate in found)
    assert all(reason.zh and reason.en for reason in found[0].reasons)


def test_regions_fall_back_from_province_to_grid_to_country():
    factors = {
        region: replace(samples.library().factors["ele-fp-cn-2024-nat"], id=region, region=region)
        for region in ("CN", "GB", "GLO", "CN-120000", "CN-310000", "CN-GRID-NORTH")
    }

    found = propose(factors.values(), {}, WantedFactor("electricity", "kWh", "CN-120000"))

    order = ["CN-120000", "CN-GRID-NORTH", "CN", "GLO", "CN-310000", "GB"]
    assert [candidate.factor.region for candidate in found] == order
    assert "exactly the region" in found[0].reasons[2].en


def test_the_nearest_year_is_not_after_the_one_wanted():
    base = samples.library().factors["ele-fp-cn-2024-nat"]
    factors = [replace(base, id=str(year), year=year) for year in (2019, 2022, 2024, 2025, None)]

    found = propose(factors, {}, WantedFactor("electricity", "kWh", "CN", 2023))

    years = [candidate.factor.year for candidate in found]
    assert years == [2022, 2019, 2024, 2025, None]


def test_what_was_replaced_and_what_is_less_evaluated_stands_behind():
    base = samples.library().factors["ele-fp-cn-2024-nat"]
    ids = ("a-old", "b-published", "c-official")
    factors = [replace(base, id=id) for id in ids]
    about = {
        "a-old": Description("", "", EvaluationStatus.OFFICIAL),
        "b-published": Description("", "", EvaluationStatus.PUBLISHED),
        "c-official": Description("", "", EvaluationStatus.OFFICIAL, supersedes="a-old"),
    }

    found = propose(factors, about, WantedFactor("electricity", "kWh"))

    assert [c.factor.id for c in found] == ["c-official", "b-published", "a-old"]


def test_the_order_of_the_library_plays_no_part():
    library = samples.library()
    factors = list(library.factors.values())
    wanted = WantedFactor("board", "m3", "CN-120000", 2024)
    expected = [c.factor.id for c in propose(factors, library.descriptions, wanted)]

    random.Random(7).shuffle(factors)

    assert [c.factor.id for c in propose(factors, library.descriptions, wanted)] == expected


def test_another_dimension_or_an_unknown_unit_has_no_proposal():
    assert proposals(WantedFactor("electricity", "kg")) == []
    assert proposals(WantedFactor("electricity", "furlong")) == []


def test_a_missing_factor_is_refused_with_the_nearest_one():
    wanted = WantedFactor("electricity", "kWh", "CN-120000")

    with pytest.raises(FactorMissing) as refused:
        footprint_factor(samples.library(), "no-such", where="module.power", wanted=wanted)

    assert "ele-fp-cn-2024-nat" in refused.value.messages["zh"]
    assert "ele-fp-cn-2024-nat" in refused.value.messages["en"]


def test_a_mix_of_bases_in_one_system_is_refused_with_the_names_of_both():
    content = samples.body("system")
    content["processes"][0]["exchanges"][0]["factor"] = "ele-co2-cn-2023-tianjin"

    with pytest.raises(FactorBasesMixed) as refused:
        check_one_basis(samples.system(content), samples.library(), home="CN-120000")

    said = refused.value.messages["en"]
    assert "ele-co2-cn-2023-tianjin" in said
    assert refused.value.facts["other"] in said
    assert refused.value.facts["proposal"] == "ele-fp-cn-2024-nat"
    assert check_one_basis(samples.system(), samples.library(), home="CN-120000") is None
