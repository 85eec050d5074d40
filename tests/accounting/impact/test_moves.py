"""What is told of a footprint that moves, or cannot be computed any more."""

from dataclasses import replace
from decimal import Decimal

import pytest

from accounting.calculations.domain.calculation import StageOutsideBoundary, calculate
from accounting.calculations.domain.figures import figure
from accounting.calculations.domain.standing import Standing
from accounting.factors.domain.factors import FactorMissing
from accounting.impact.domain.change import Change, only_value_differs, renamed, replaced_by
from accounting.impact.domain.moves import (
    MoveDirection,
    MoveOutcome,
    Threshold,
    levels,
    moved,
    refused,
)
from accounting.impact.domain.recomputation import StageNotModelled, Surroundings, recomputed
from accounting.inventory.domain.bases import FactorBasesMixed
from packs.models import Amount, Boundary, Stage
from tests.accounting import everything, samples

GRID = "ele-fp-cn-2024-nat"
AROUND = Surroundings(samples.library(), {"AR5": samples.gwp("AR5"), "AR6": samples.gwp()})
PER_KWP = {"kWp": Decimal(1), "piece": Decimal("2.5")}


def at(value: str, *, within: bool = True, unit: str = "1 kWp") -> Standing:
    return Standing(Decimal(value), Decimal(value), unit, within)


def under(change: Change) -> Standing:
    return recomputed(samples.subject(), samples.published_data(), change, AROUND)


def with_rule(**changes: object) -> Change:
    rule = samples.subject().rule.model_copy(update={"version": "2026.1", **changes})
    return Change(rule=rule, category="pv-module")


def test_a_footprint_moves_up_by_so_much():
    move = moved(at("508.63"), at("521.35"), PER_KWP, ())

    assert (move.outcome, move.change) == (MoveOutcome.UP, Decimal("12.72"))
    assert move.percent == Decimal("2.5008")


def test_a_footprint_that_rounds_to_the_same_does_not_move():
    before, after = at("10.00"), replace(at("10.00"), exact=Decimal("10.004"))

    move = moved(before, after, PER_KWP, ())

    assert (move.outcome, move.change, move.percent) == (MoveOutcome.SAME, 0, 0)


@pytest.mark.parametrize(
    ("old", "new", "side"),
    [
        ("400", "450", MoveDirection.ABOVE),
        ("450", "400", MoveDirection.BELOW),
        ("420", "421", "above"),
    ],
)
def test_a_published_level_is_crossed_in_either_direction(old, new, side):
    """168 per piece and 2.5 pieces a kWp make 420; who equals a level has not crossed it."""
    of = (Threshold("per-piece", Decimal(168), "piece"), Threshold("far", Decimal(1000), "kWp"))

    [crossing] = moved(at(old), at(new), PER_KWP, of).crossed

    assert (crossing.threshold, crossing.kg_co2e, crossing.direction) == ("per-piece", 420, side)


def test_a_level_in_a_unit_that_the_product_lacks_is_not_looked_at():
    of = (
        Threshold("per-kilo", Decimal("0.001"), "kg"),
        Threshold("per-watt", Decimal("0.42"), "Wp"),
    )

    [crossing] = moved(at("400"), at("450"), PER_KWP, of).crossed

    assert crossing.threshold == "per-watt"


def test_the_rules_limits_are_crossed_too():
    worse = moved(at("1"), at("1", within=False), PER_KWP, ()).crossed
    better = moved(at("1", within=False), at("1"), PER_KWP, ()).crossed

    assert [(c.threshold, c.direction) for c in (*worse, *better)] == [
        ("cut-off-limits", "above"),
        ("cut-off-limits", "below"),
    ]


def test_only_published_results_are_levels():
    rows = samples.library().factors

    found = levels(rows[id] for id in (GRID, "bm-pv-cn-gb"))

    assert [level.id for level in found] == ["bm-pv-cn-gb"]


NEAREST = {"proposal": "g", "because_zh": "名称含“paste”", "because": "its name has: paste"}


def test_a_reason_says_nothing_of_the_inside_of_a_product_system():
    refusal = FactorMissing(where="cells.paste", library="x/1", factor="f", **NEAREST)

    move = refused(at("1"), refusal)

    assert move.reason.type == "factor-missing"
    assert "cells" not in move.reason.zh + move.reason.en
    assert "paste" not in move.reason.zh + move.reason.en
    assert "f" in move.reason.en
    assert move.new is None


def test_a_factor_that_is_taken_away_leaves_no_footprint():
    without = {id: f for id, f in samples.library().factors.items() if id != GRID}
    around = Surroundings(replace(samples.library(), factors=without), {})

    with pytest.raises(FactorMissing, match="ele-fp-cn-20"):
        recomputed(samples.subject(), samples.published_data(), Change({GRID: None}), around)


def test_a_factor_that_counts_only_co2_from_now_on_leaves_no_footprint():
    co2 = renamed(samples.library().factors["ele-co2-cn-2023-nat"], GRID)

    with pytest.raises(FactorBasesMixed):
        under(Change({GRID: co2}))


def test_a_factor_in_another_unit_of_the_same_kind_is_recomputed():
    old = samples.library().factors[GRID]
    per_mwh = replace(old, value=old.value * 1000, unit="MWh")

    assert not only_value_differs(figure(old), figure(per_mwh))
    assert under(Change({GRID: per_mwh})).value == Decimal("508.63")


def test_warming_potentials_change_by_the_rule_or_by_themselves():
    subject, data = everything.subject(), everything.published_data()
    rule = subject.rule.model_copy(update={"version": "2026.1", "gwp_set": "AR5"})
    other = replace(samples.gwp(), values={**samples.gwp().values, "N2O": Decimal(265)})
    around = replace(AROUND, gwp={"AR5": replace(other, name="AR5")})
    by_hand = calculate(subject, replace(data, gwp=other)).exact

    by_rule = recomputed(subject, data, Change(rule=rule, category="pv-module"), around)
    by_set = recomputed(subject, data, Change(gwp=other), AROUND)

    assert recomputed(subject, data, Change(), AROUND).exact != by_hand
    assert by_rule.exact == by_set.exact == by_hand


def test_a_rule_that_asks_for_a_stage_that_is_not_modelled():
    stages = tuple(Stage)
    change = with_rule(stages=stages, boundary=Boundary.CRADLE_TO_GRAVE)

    with pytest.raises(StageNotModelled, match="distribution, end-of-life, use"):
        under(change)


def test_a_rule_that_leaves_a_modelled_stage_out():
    with pytest.raises(StageOutsideBoundary):
        under(with_rule(stages=(Stage.PRODUCTION,)))


def test_another_declared_unit_is_restated_and_not_compared():
    old = under(Change())
    new = under(with_rule(declared_unit=Amount(amount=Decimal(1), unit="piece")))

    move = moved(old, new, PER_KWP, ())

    assert (move.outcome, move.change) == (MoveOutcome.RESTATED, None)
    assert (move.unit, move.new_unit) == ("1 kWp", "1 piece")


def test_the_rule_of_another_category_changes_nothing():
    change = replace(with_rule(decimals=0), category="wood-furniture")

    assert under(change) == under(Change())


def test_a_library_replaces_a_factor_by_its_newest_successor():
    rows = samples.library().factors
    chain = {"a": rows["ele-fp-cn-2023-nat"], "b": rows["ele-fp-cn-2024-nat"], "c": rows[GRID]}

    found = replaced_by({"b": "x"}, {"b": "a", "c": "b"}, chain)

    assert found == {"a": renamed(rows[GRID], "a"), "b": renamed(rows[GRID], "b")}
    assert replaced_by({"b": "a", "c": "b"}, {"b": "a", "c": "b"}, chain) == {}


def test_factors_that_replace_each_other_in_a_circle_end():
    rows = samples.library().factors

    assert {*replaced_by({}, {"a": "b", "b": "a"}, {"a": rows[GRID], "b": rows[GRID]})} == {
        "a",
        "b",
    }
