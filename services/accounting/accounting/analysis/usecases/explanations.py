"""Explaining a calculation: nothing here is recorded, and no number of it is certified.

It is computed where it is asked for: what would take long is carried out in another process.
"""

import json
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.analysis.domain import contribution_tree as tree
from accounting.analysis.domain import hotspots, plans, position, quality, sampling, uncertainty
from accounting.analysis.domain.changes import Scenario
from accounting.analysis.domain.moments import exact_moments
from accounting.analysis.domain.network import Network, network
from accounting.analysis.domain.pedigree import PedigreePack
from accounting.analysis.domain.quality import Given, Quality, QualityPack
from accounting.analysis.domain.scenarios import ScenarioOutcome, play
from accounting.analysis.domain.sensitivity import Sensitivity, sensitivities
from accounting.analysis.usecases import packs
from accounting.calculations.domain.calculation import read_document
from accounting.calculations.domain.record import CalculationRecord
from accounting.calculations.usecases import calculations, sealed
from accounting.factors.usecases.libraries import PacksNotLoaded
from accounting.inventory.usecases import library as inventory_library
from accounting.tasks.usecases import progress
from accounting.values.domain.units import Quantity


@dataclass(frozen=True)
class Opened:
    """A calculation with its network, which was found to agree with it."""

    record: CalculationRecord
    network: Network
    exact: Decimal
    value: Decimal


@dataclass(frozen=True)
class Uncertainty:
    """The spread of a footprint, found in independent ways."""

    spreads: uncertainty.Spreads
    approximation: uncertainty.Estimate
    moments: tuple[float, float] | None
    sampled: sampling.Sampled


async def open(tx: AsyncConnection, org: str, id: UUID) -> Opened:
    """Raises `CalculationMissing`, `AnalysisDisagrees`."""
    return _opened(await calculations.read(tx, org, id))


def contributions(opened: Opened, *, depth: int) -> tree.ContributionNode:
    """The tree down to so many links from the product."""
    return tree.contribution_tree(opened.network, opened.exact, depth=depth)


def sensitivity(opened: Opened) -> tuple[Sensitivity, ...]:
    return sensitivities(opened.network)


def hot_spots(opened: Opened, *, threshold_percent: Decimal) -> hotspots.HotSpots:
    return hotspots.hot_spots(opened.network, threshold_percent=threshold_percent)


async def scenarios(
    tx: AsyncConnection, org: str, opened: Opened, of: tuple[Scenario, ...]
) -> list[ScenarioOutcome]:
    """Each scenario beside the base; new factors come from what the caller may use today."""
    library = await inventory_library.library(tx, of=org)
    outcomes = []
    for done, scenario in enumerate(of, 1):
        outcomes.append(play(scenario, opened.network, library))
        progress.step(done, len(of))
    return outcomes


async def stand(tx: AsyncConnection, opened: Opened) -> position.Position:
    """Beside published levels, and among the sealed footprints of the category."""
    subject = opened.network.subject
    pack = await packs.benchmarks(tx, subject.product.category)
    unit = subject.rule.declared_unit
    found = position.levels(
        pack.levels if pack else (),
        await inventory_library.library(tx),
        subject.product,
        Quantity(unit.amount, unit.unit),
        opened.exact,
    )
    others = await sealed.others(tx, subject)
    return position.Position(found, position.standing(opened.value, others))


async def rate(tx: AsyncConnection, opened: Opened, given: Given) -> Quality:
    _, rules = await _packs(tx)
    return quality.quality(opened.network, rules, given)


async def spread(
    tx: AsyncConnection, opened: Opened, given: Given, *, set_name: str, samples: int
) -> Uncertainty:
    """By the analytic approximation, by exact moments and by sampling."""
    pedigree, rules = await _packs(tx)
    of = uncertainty.spreads(opened.network, pedigree, rules, given, set_name=set_name)
    plan = plans.plan(opened.network, of)
    sampled = sampling.monte_carlo(
        plan, document=opened.record.document, samples=samples, told=progress.step
    )
    approximation = uncertainty.analytic(opened.network, of)
    return Uncertainty(of, approximation, exact_moments(plan), sampled)


def _opened(record: CalculationRecord) -> Opened:
    document = json.loads(record.document)
    exact = Decimal(document["result"]["exact"])
    found = network(*read_document(document)).agreeing(exact)
    return Opened(record, found, exact, Decimal(document["result"]["value"]))


async def _packs(tx: AsyncConnection) -> tuple[PedigreePack, QualityPack]:
    pedigree, rules = await packs.pedigree(tx), await packs.quality(tx)
    if pedigree is None or rules is None:
        raise PacksNotLoaded
    return pedigree, rules
