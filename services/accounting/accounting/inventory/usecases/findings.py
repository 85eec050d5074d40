"""Checking activity data, and settling what the checks found."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.evidence.usecases import files as evidence
from accounting.inventory.domain import plausible_inventory, scores
from accounting.inventory.domain.findings import Finding, FindingAlreadyResolved, FindingNotFound
from accounting.inventory.domain.plausible_inventory import Judgement
from accounting.inventory.domain.records import ActivityNotFound
from accounting.inventory.domain.scores import Scores
from accounting.inventory.store import findings as store
from accounting.inventory.store import systems
from accounting.inventory.store.findings import HISTORY as HISTORY
from accounting.inventory.store.findings import history as history
from accounting.inventory.store.findings import of_activity as of_activity
from accounting.inventory.usecases import contexts, plausibility
from accounting.inventory.usecases import systems as products
from accounting.inventory.usecases.activity import inventory_of
from accounting.model.domain.activity import NOTHING_MEASURED
from accounting.values.domain.calendar import today
from accounting.values.domain.resolutions import Resolution
from chassis import clock
from chassis.auth import Caller


async def judged(
    tx: AsyncConnection, org: str, system: UUID, activity: UUID | None
) -> list[Judgement]:
    """What a system takes beside the usual, by its template or by measured totals."""
    context = await contexts.open(tx, org, system)
    measured = NOTHING_MEASURED
    if activity is not None:
        found = await systems.find_activity(tx, activity, system=system)
        if found is None:
            raise ActivityNotFound(id=activity, system=system)
        measured = found.content
    inventory = await inventory_of(tx, context, measured)
    if inventory is None:
        return []
    pack = await plausibility.pack_of(tx, context.category.code)
    return plausible_inventory.judge(inventory, pack)


async def resolve(tx: AsyncConnection, caller: Caller, id: UUID, reason: str) -> Finding:
    """Settle a finding with the reason why it is in order, or what was done about it."""
    if await store.find(tx, id, of=caller.org) is None:
        raise FindingNotFound(id=id)
    resolution = Resolution(reason, clock.now(), caller.person or caller.client)
    if not await store.resolve(tx, id, resolution):
        raise FindingAlreadyResolved(id=id)
    resolved = await store.find(tx, id, of=caller.org)
    if resolved is None:
        raise FindingNotFound(id=id)
    return resolved


async def score(tx: AsyncConnection, org: str, system: UUID, activity: UUID) -> Scores:
    """How far activity data can be relied on today."""
    described = await products.read_system(tx, org, system)
    found = await systems.find_activity(tx, activity, system=system)
    if found is None:
        raise ActivityNotFound(id=activity, system=system)
    doubts = await store.of_activity(tx, activity)
    return scores.scores(
        found.content,
        described.content,
        present=await evidence.present(tx, org, found.content),
        doubted={each.found.place for each in doubts if each.resolution is None},
        today=today(),
    )
