"""Reporting activity data from meters."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.evidence.domain import EvidenceFile, EvidenceKind
from accounting.evidence.usecases import files as evidence
from accounting.evidence.usecases.places import EvidenceFiles, one_piece
from accounting.inventory.usecases import activity, contexts
from accounting.meters.domain import metered_activity as rules
from accounting.meters.domain.metered_activity import (
    Derived,
    MeteredContribution,
    NothingMetered,
    Stated,
)
from accounting.meters.store import meters as store
from accounting.meters.usecases import meters
from accounting.model.domain.activity import ActivityData, Evidence
from accounting.values.domain.records import Part
from chassis import clock
from chassis.auth import Caller
from chassis.canonical import canonical


@dataclass(frozen=True)
class Period:
    """Which days, the end exclusive, and what came out that no meter counts."""

    start: date
    end: date
    stated: Stated


async def report(
    tx: AsyncConnection, files: EvidenceFiles, caller: Caller, system: UUID, period: Period
) -> Part[ActivityData]:
    """Report what meters counted for a product system in a period.

    How each total came about is itself kept as evidence: the hash that the activity data names is
    that of the derivation, which whoever may read the calculation can fetch and redo.
    """
    context = await contexts.open(tx, caller.org, system)
    meters.check_period(period.start, period.end)
    found = rules.by_place(await _contributions(tx, caller.org, system, period))
    if not found:
        raise NothingMetered(system=system)
    totals = {}
    for place, contributions in found.items():
        derived = rules.derived(system, place, contributions, period.start, period.end)
        totals[place] = derived.total, await _keep(tx, files, caller, derived)
    data = rules.activity(period.start, period.end, totals, period.stated)
    return await activity.report(tx, context, data)


async def _contributions(
    tx: AsyncConnection, org: str, system: UUID, period: Period
) -> list[MeteredContribution]:
    return [
        MeteredContribution(known, feed, await meters.metered(tx, known, period.start, period.end))
        for known in await store.all_of(tx, org)
        for feed in known.meter.feeds
        if feed.system == system
    ]


async def _keep(
    tx: AsyncConnection, files: EvidenceFiles, caller: Caller, derived: Derived
) -> Evidence:
    kept = await files.put(one_piece(canonical(derived.document)))
    described = EvidenceFile(
        id=uuid4(),
        enterprise=caller.org,
        sha256=kept.sha256,
        name=derived.source,
        media_type=EvidenceKind.JSON,
        size=kept.size,
        at=clock.now(),
        added_by=caller.client,
    )
    await evidence.record(tx, described)
    return Evidence(kept.sha256, derived.source)
