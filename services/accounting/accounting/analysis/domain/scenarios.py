"""Scenarios side by side with a calculation: what would change, where, and because of what.

Nothing here is recorded or certified; the same engine computes it from the changed inputs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from accounting.analysis.domain.changes import Change, ChangeContext, Scenario, apply
from accounting.analysis.domain.network import Network, network
from accounting.calculations.domain.calculation import StageOutsideBoundary, Subject
from accounting.factors.domain.choosing import footprint_factor
from accounting.factors.domain.factors import Factor, FactorLibrary
from accounting.inventory.domain.background import Background, background
from accounting.inventory.domain.soundness import checked
from accounting.values.domain.numbers import EXACT, Computed, percent, rounded
from chassis.refusals import Refusal


@dataclass(frozen=True)
class StageDifference:
    """One life-cycle stage of the base and of the scenario."""

    stage: str
    base: Computed
    scenario: Computed
    difference: Computed


@dataclass(frozen=True)
class ExchangeDifference:
    """One exchange whose kg CO2e differ; 0 where the base or the scenario has none."""

    place: str
    base: Computed
    scenario: Computed
    difference: Computed


@dataclass(frozen=True)
class Effect:
    """What one change does after those before it; the effects add up to the difference."""

    change: str
    number: int
    """Which of the changes it is, from 1."""
    difference: Computed


@dataclass(frozen=True)
class ScenarioOutcome:
    """A scenario beside the base, kg CO2e per declared unit."""

    name: str
    value: Computed
    """Rounded by the rule, and not certified."""
    exact: Computed
    difference: Computed
    difference_percent: Computed
    effects: tuple[Effect, ...]
    """What each change does."""
    by_stage: tuple[StageDifference, ...]
    by_exchange: tuple[ExchangeDifference, ...]
    """The largest difference first."""


@dataclass(frozen=True)
class Factors:
    """The base's own factors stay as they were sealed; new ones come from today's library."""

    base: Background
    library: FactorLibrary
    home: str

    def find(self, id: str, where: str) -> Factor:
        if id in self.base.factors:
            return self.base.factors[id]
        return footprint_factor(self.library, id, where=where, home=self.home)

    def used(self, id: str) -> str | None:
        found = self.base.factors.get(id) or self.library.factors.get(id)
        return found.category if found else None

    def background(self, subject: Subject) -> Background:
        """What the changed system uses. Raises the refusals of factors, units and gases."""
        known = {**self.library.factors, **self.base.factors}
        merged = replace(self.library, factors=known)
        return background(subject.system, merged, self.base.gwp, home=self.home)


def play(scenario: Scenario, base: Network, library: FactorLibrary) -> ScenarioOutcome:
    """Make the changes one after the other and compare. Refusals name scenario and change."""
    factors = Factors(base.background, library, base.subject.product.home)
    subject, at, effects = base.subject, base, []
    for number, change in enumerate(scenario.changes, start=1):
        where = f"{scenario.name} #{number}"
        try:
            subject, following = _changed(change, subject, factors, where)
        except Refusal as refusal:
            raise _placed(refusal, where) from refusal
        difference = EXACT.subtract(following.exact, at.exact)
        effects.append(Effect(change.change, number, difference))
        at = following
    return _outcome(scenario.name, base, at, tuple(effects))


def _changed(
    change: Change, subject: Subject, factors: Factors, where: str
) -> tuple[Subject, Network]:
    changed = apply(change, subject, ChangeContext(where, factors.find, factors.used))
    checked(changed.system)
    for process in changed.system.processes:
        if process.stage not in changed.rule.stages:
            boundary = changed.rule.boundary
            raise StageOutsideBoundary(process=process.id, stage=process.stage, boundary=boundary)
    return changed, network(changed, factors.background(changed))


def _placed(refusal: Refusal, where: str) -> Refusal:
    """The same refusal, its place led by the scenario and the change."""
    place = str(refusal.facts.get("where", ""))
    if "where" not in refusal.facts or place.startswith(where):
        return refusal
    return type(refusal)(**{**refusal.facts, "where": f"{where}: {place}"})


def _outcome(name: str, base: Network, at: Network, effects: tuple[Effect, ...]) -> ScenarioOutcome:
    difference = EXACT.subtract(at.exact, base.exact)
    stages = _differences(base.by_stage, at.by_stage)
    places = _differences(base.by_place, at.by_place)
    moved = [row for row in places if row[3]]
    moved.sort(key=lambda row: (-abs(row[3]), row[0]))
    return ScenarioOutcome(
        name=name,
        value=rounded(at.exact, base.subject.rule.decimals),
        exact=at.exact,
        difference=difference,
        difference_percent=percent(difference, abs(base.exact)),
        effects=effects,
        by_stage=tuple(StageDifference(*row) for row in stages),
        by_exchange=tuple(ExchangeDifference(*row) for row in moved),
    )


def _differences(
    base: Mapping[str, Decimal], scenario: Mapping[str, Decimal]
) -> list[tuple[str, Decimal, Decimal, Decimal]]:
    rows = []
    for id in sorted(base.keys() | scenario.keys()):
        before, after = base.get(id, Decimal(0)), scenario.get(id, Decimal(0))
        rows.append((id, before, after, EXACT.subtract(after, before)))
    return rows
