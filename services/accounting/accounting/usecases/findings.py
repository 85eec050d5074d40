"""Checking activity data, and settling what the checks found."""

from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.domain import checks, plausible_inventory, scores
from accounting.domain.activity import ActivityData
from accounting.domain.findings import (
    Finding,
    FindingAlreadyResolved,
    FindingMissing,
    Resolution,
)
from accounting.domain.plausible_inventory import Judgement
from accounting.domain.record import ActivityMissing
from accounting.domain.scores import Scores
from accounting.store import findings as store
from accounting.store import systems
from accounting.store.newest import Part
from accounting.usecases import evidence, plausibility, products
from accounting.usecases.calendar import today
from chassis import clock
from chassis.auth import Caller


async def report(
    tx: AsyncConnection, org: str, system: UUID, activity: ActivityData
) -> Part[ActivityData]:
    """Record activity data, and what the checks find in it."""
    described = await products.read_system(tx, org, system)
    earlier = await store.history(tx, system)
    recorded = await products.report(tx, org, system, activity)
    of = (await products.read(tx, org, described.of)).content
    judged = await plausibility.judged(tx, of, described.content, activity)
    found = [
        *checks.findings(activity, described.content, earlier),
        *plausible_inventory.findings(judged),
    ]
    at = clock.now()
    await store.add(tx, [Finding(uuid4(), org, system, recorded.id, at, each) for each in found])
    return recorded


async def judged(
    tx: AsyncConnection, org: str, system: UUID, activity: UUID | None
) -> list[Judgement]:
    """What a system takes beside the usual, by its template or by measured totals."""
    described = await products.read_system(tx, org, system)
    of = (await products.read(tx, org, described.of)).content
    if activity is None:
        return await plausibility.judged(tx, of, described.content)
    found = await systems.find_activity(tx, activity, system=system)
    if found is None:
        raise ActivityMissing(id=activity, system=system)
    return await plausibility.judged(tx, of, described.content, found.content)


async def resolve(tx: AsyncConnection, caller: Caller, id: UUID, reason: str) -> Finding:
    """Settle a finding with the reason why it is in order, or what was done about it."""
    if await store.find(tx, id, of=caller.org) is None:
        raise FindingMissing(id=id)
    resolution = Resolution(reason, clock.now(), caller.person or caller.client)
    if not await store.resolve(tx, id, resolution):
        raise FindingAlreadyResolved(id=id)
    resolved = await store.find(tx, id, of=caller.org)
    if resolved is None:
        raise FindingMissing(id=id)
    return resolved


async def score(tx: AsyncConnection, org: str, system: UUID, activity: UUID) -> Scores:
    """How far activity data can be relied on today."""
    described = await products.read_system(tx, org, system)
    found = await systems.find_activity(tx, activity, system=system)
    if found is None:
        raise ActivityMissing(id=activity, system=system)
    doubts = await store.of_activity(tx, activity)
    return scores.scores(
        found.content,
        described.content,
        present=await evidence.present(tx, org, found.content),
        doubted={each.found.place for each in doubts if each.resolution is None},
        today=today(),
    )
