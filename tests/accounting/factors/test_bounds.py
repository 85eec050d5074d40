"""Plausibility: known slips are caught with a reason, and what is published passes."""

from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounting.factors.domain.bounds import BoundsPack, doubt, read_bounds
from accounting.factors.domain.factors import Factor
from packs import PACKS_DIR
from tests.accounting import samples

FILES = ("bounds", "materials")


@cache
def bounds() -> BoundsPack:
    folder = PACKS_DIR / "factors"
    return read_bounds(*((folder / f"{name}.yaml").read_text("utf-8") for name in FILES)).pack


def factor(category: str, value: str, unit: str, name: str = "钢 steel") -> Factor:
    published = samples.library().factors["ele-fp-cn-2024-nat"]
    return replace(
        published, category=category, value=Decimal(value), unit=unit, name_zh=name, name_en=name
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (factor("material", "6.31", "kg", "银 silver"), "6.31 of ICE is not credible"),
        (factor("electricity-footprint", "0.0463", "kWh", "输配电"), "0.0463 in circulation"),
        (factor("chemical", "0.35064", "kg", "有机硅胶"), "ten times too low"),
        (factor("pv-material", "0.474", "kWp", "组件"), "per Wp instead of per kWp"),
        (factor("pv-material", "474.24", "Wp", "组件"), "per kWp instead of per Wp"),
        (factor("fuel-combustion", "26.18", "GJ", "烟煤"), "carbon content"),
        (factor("fuel-combustion", "0.86", "kg", "柴油"), "carbon content"),
        (factor("material", "2050", "kg"), "g for kg"),
        (factor("material", "2.05", "t"), "outside"),
        (factor("alchemy", "1", "kg"), "no bounds are known"),
        (factor("material", "1", "h"), "no bounds are known"),
    ],
)
def test_a_known_slip_is_doubted_with_its_reason(row, said):
    reason = doubt(row, bounds())

    assert reason is not None
    assert said in reason.en
    assert reason.zh != reason.en


@pytest.mark.parametrize(
    "row",
    [
        factor("material", "28.1", "kg", "银 silver"),
        factor("electricity-footprint", "0.0327", "kWh", "输配电(含线损)"),
        factor("electricity-footprint", "0.0036", "kWh", "输配电(不含线损)"),
        factor("chemical", "4.2", "kg", "silicone sealant"),
        factor("pv-material", "474.24", "kWp", "组件"),
        factor("pv-material", "0.47424", "Wp", "组件"),
        factor("material", "2050", "t"),
        factor("electricity-footprint", "577.7", "MWh"),
    ],
)
def test_a_plausible_value_is_not_doubted_in_whatever_unit(row):
    assert doubt(row, bounds()) is None


def test_both_ends_of_a_range_are_plausible():
    [steel] = [bound for bound in bounds().bounds if bound.id == "material"]
    small = Decimal("0.000001")

    for value in (steel.low, steel.high):
        assert doubt(factor("material", str(value), "kg", "-"), bounds()) is None
    for value in (steel.low - small, steel.high + small):
        assert "outside" in doubt(factor("material", str(value), "kg", "-"), bounds()).en


@pytest.mark.parametrize(
    ("category", "value", "unit", "hints"),
    [
        ("material", "2050", "kg", {"divided by 1000"}),
        ("fuel-combustion", "26.18", "GJ", {"times 44/12"}),
        ("material", "-5", "kg", set()),
        ("material", "0.005", "kg", {"times 1000"}),
        ("material", "90000000", "kg", set()),
    ],
)
def test_only_slips_that_would_explain_a_value_are_told(category, value, unit, hints):
    told = doubt(factor(category, value, unit, "烟煤" if "fuel" in category else "钢"), bounds()).en

    every = {"times 1000", "divided by 1000", "times 44/12"}
    assert {hint for hint in every if hint in told} == hints


WIDE = [bound for bound in bounds().bounds if not bound.words and bound.high / 1000 < bound.low]


@pytest.mark.parametrize("bound", WIDE, ids=lambda bound: bound.id)
def test_a_slip_by_a_thousand_is_told_up_to_the_ends_of_the_range(bound):
    small, large = bound.high / 1000, bound.low * 1000
    step = Decimal("0.999999")

    def said(value: Decimal) -> str:
        return doubt(factor(bound.category, str(value), bound.unit, "-"), bounds()).en

    assert "times 1000" in said(small)
    assert "times 1000" not in said(small / step)
    assert "divided by 1000" in said(large)
    assert "divided by 1000" not in said(large * step)


def test_no_usable_factor_of_the_library_is_doubted():
    usable = [factor for factor in samples.library().factors.values() if factor.usable]

    assert {factor.id: doubt(factor, bounds()) for factor in usable} == {
        factor.id: None for factor in usable
    }


def test_the_bounds_alone_catch_what_people_set_aside():
    for id in ("mat-ice-silver", "cpcd-35499x0672021c"):
        assert doubt(samples.library().factors[id], bounds()) is not None


def test_every_bound_is_in_order_and_cites_its_source():
    ids = [bound.id for bound in bounds().bounds]

    assert len(ids) == len(set(ids))
    assert all(bound.low < bound.high and bound.source for bound in bounds().bounds)
    assert all(bound.why.zh and bound.why.en for bound in bounds().bounds)


@settings(max_examples=30, deadline=None)
@given(st.decimals("0.0001", "1000", places=4))
def test_the_unit_in_which_a_value_is_given_plays_no_part(value):
    per_kg = doubt(factor("material", str(value), "kg"), bounds())
    per_t = doubt(factor("material", str(value * 1000), "t"), bounds())

    assert (per_kg is None) == (per_t is None)


def test_a_reviewer_is_told_which_figures_nobody_has_compared_with_a_source():
    """Until somebody has, every range of a material says so."""
    materials = bounds().materials
    named = materials[0]
    compared = named.model_copy(update={"stand_in": False})

    assert all(each.stand_in for each in materials)
    assert "not compared" in named.told_source
    assert compared.told_source == f"{named.source},{named.year}"
