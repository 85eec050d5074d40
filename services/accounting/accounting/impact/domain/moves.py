"""How far a change moves one published footprint, and which thresholds it crosses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from accounting.calculations.domain.standing import Standing
from accounting.factors.domain.factors import Basis, Factor
from accounting.values.domain.numbers import EXACT, Computed, percent
from accounting.values.domain.units import convert, dimension, is_known
from chassis.refusals import Refusal

_INSIDE = "…"
"""Stands for places inside a product system, which are nobody's but its owner's."""
_PLACES = ("where", "other_where", "other", "process", "cycle", "because", "because_zh")


class MoveOutcome(StrEnum):
    """What becomes of a calculation that depends on a change."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    """It depends on the change and does not move in the published rounding."""
    RESTATED = "restated"
    """The rule's declared unit is another one, so the two values cannot be compared."""
    REFUSED = "refused"
    """It can no longer be computed."""


class MoveDirection(StrEnum):
    """On which side of a threshold the footprint comes to lie."""

    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True)
class Crossing:
    """A published level, or the rule's limits for cut-offs, that a footprint crosses."""

    threshold: str
    """Identifier of the level, or `cut-off-limits`."""
    kg_co2e: Computed | None
    """The level per declared unit."""
    direction: MoveDirection


@dataclass(frozen=True)
class MoveReason:
    """Why nothing can be computed, in both languages; places inside the system are left out."""

    type: str
    zh: str
    en: str


@dataclass(frozen=True)
class Move:
    """The published value before and after, in kg CO2e per declared unit."""

    outcome: MoveOutcome
    old: Decimal
    unit: str
    new: Decimal | None = None
    new_unit: str | None = None
    change: Decimal | None = None
    percent: Decimal | None = None
    """Four decimals; None when the old value is 0 or nothing can be compared."""
    crossed: tuple[Crossing, ...] = ()
    reason: MoveReason | None = None


@dataclass(frozen=True)
class Threshold:
    """A published level of a category: kg CO2e per unit."""

    id: str
    value: Decimal
    unit: str


def levels(rows: Iterable[Factor]) -> tuple[Threshold, ...]:
    """The rows that are published results in a unit that is known."""
    found = (row for row in rows if row.basis is Basis.RESULT and is_known(row.unit) and row.value)
    return tuple(Threshold(row.id, row.value, row.unit) for row in found)


def moved(
    old: Standing, new: Standing, amounts: Mapping[str, Decimal], of: tuple[Threshold, ...]
) -> Move:
    """Set the published values beside each other."""
    if old.unit != new.unit:
        return Move(MoveOutcome.RESTATED, old.value, old.unit, new.value, new.unit)
    change = EXACT.subtract(new.value, old.value)
    share = percent(change, old.value) if old.value else None
    outcome = MoveOutcome.SAME if not change else MoveOutcome.UP if change > 0 else MoveOutcome.DOWN
    crossed = (*_levels_crossed(old.value, new.value, amounts, of), *_limits_crossed(old, new))
    return Move(outcome, old.value, old.unit, new.value, new.unit, change, share, crossed)


def refused(old: Standing, refusal: Refusal) -> Move:
    """The change leaves no footprint; its reason without what is inside the product system."""
    facts = {**refusal.facts, **{name: _INSIDE for name in _PLACES if name in refusal.facts}}
    text = type(refusal)(**facts).messages
    kind = refusal.problem_type().rpartition(":")[2]
    reason = MoveReason(kind, text["zh"], text["en"])
    return Move(MoveOutcome.REFUSED, old.value, old.unit, reason=reason)


def _levels_crossed(
    old: Decimal, new: Decimal, amounts: Mapping[str, Decimal], of: tuple[Threshold, ...]
) -> Iterable[Crossing]:
    """Strictly above counts as above: a footprint that equals a level has reached it."""
    for level in of:
        if (amount := _amount(level.unit, amounts)) is None:
            continue
        mark = EXACT.multiply(amount, level.value)
        if (old > mark) != (new > mark):
            side = MoveDirection.ABOVE if new > mark else MoveDirection.BELOW
            yield Crossing(level.id, mark, side)


def _limits_crossed(old: Standing, new: Standing) -> Iterable[Crossing]:
    if old.within_limits != new.within_limits:
        side = MoveDirection.BELOW if new.within_limits else MoveDirection.ABOVE
        yield Crossing("cut-off-limits", None, side)


def _amount(unit: str, amounts: Mapping[str, Decimal]) -> Decimal | None:
    """The declared unit in the unit of a level, by way of one that measures the same."""
    if unit in amounts:
        return amounts[unit]
    for near, amount in amounts.items():
        if dimension(near) is dimension(unit):
            return convert(amount, near, unit, where=unit)
    return None
