"""Checking activity data, and settling what the checks found."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.evidence.usecases import files as evidence
from accounting.inventory.domain import category_levels, checks, plausible_inventory, scores
from accounting.inventory.domain.checks import Found
from accounting.inventory.domain.findings import Finding, FindingAlreadyResolved, FindingMissing
from accounting.inventory.domain.plausible_inventory import Inventory, Judgement
from accounting.inventory.domain.records import ActivityMissing
from accounting.inventory.domain.scores import Scores
from accounting.inventory.store import category_levels as level_store
from accounting.inventory.store import findings as store
from accounting.inventory.store import systems
from accounting.inventory.store.findings import HISTORY as HISTORY
from accounting.inventory.store.findings import history as history
from accounting.inventory.store.findings import of_activity as of_activity
from accounting.inventory.usecases import plausibility
from accounting.inventory.usecases import systems as products
from accounting.model.domain.activity import ActivityData
from accounting.products.usecases import categories
from accounting.values.domain.calendar import today
from accounting.values.domain.records import Part
from accounting.values.domain.resolutions import Resolution
from chassis import clock
from chassis.auth import Caller


async def report(
    tx: AsyncConnection,
    org: str,
    system: UUID,
    activity: ActivityData,
    earlier: Sequence[ActivityData] | None = None,
) -> Part[ActivityData]:
    """Record activity data, and what the checks find in it beside `earlier` data of the system,
    which is looked up unless it is given."""
    described = await products.read_system(tx, org, system)
    if earlier is None:
        earlier = await store.history(tx, system)
    recorded = await products.report(tx, org, system, activity)
    of = (await products.read(tx, org, described.of)).content
    found = checks.findings(activity, described.content, earlier)
    inventory = await plausibility.inventory_of(tx, of, described.content, activity)
    if inventory:
        pack = await plausibility.pack_of(tx, of.category)
        found += plausible_inventory.findings(plausible_inventory.judge(inventory, pack))
        found += await _beside_others(tx, recorded.id, inventory)
    at = clock.now()
    await store.add(
        tx, [Finding(uuid4(), org, system, recorded.id, at, each) for each in found], of=org
    )
    return recorded


async def _beside_others(tx: AsyncConnection, activity: UUID, of: Inventory) -> list[Found]:
    """How measured amounts lie among other enterprises of the category."""
    org, category = of.product.enterprise, of.product.category
    per = (await categories.rule(tx, category, version=None)).declared_unit.unit
    mine = category_levels.levels(of, per)
    others = await level_store.of_others(tx, than=org, category=category, per=per)
    await level_store.add(tx, activity, mine, of=org, category=category, per=per)
    return category_levels.outliers(mine, others)


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
