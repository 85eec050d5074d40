"""Reporting activity data: recorded with everything that the checks find in it."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.factors.usecases import libraries
from accounting.inventory.domain import category_levels, checks, plausible_inventory
from accounting.inventory.domain.background import background
from accounting.inventory.domain.checks import Found
from accounting.inventory.domain.findings import Finding
from accounting.inventory.domain.plausible_inventory import Inventory
from accounting.inventory.domain.sources import factors_named
from accounting.inventory.store import category_levels as level_store
from accounting.inventory.store import findings, systems
from accounting.inventory.usecases import library, plausibility
from accounting.inventory.usecases.contexts import SystemContext
from accounting.model.domain import activity as rules
from accounting.model.domain.activity import ActivityData
from accounting.values.domain.calendar import today
from accounting.values.domain.records import Part
from chassis import clock
from chassis.refusals import Invalid


async def report(
    tx: AsyncConnection,
    context: SystemContext,
    activity: ActivityData,
    earlier: Sequence[ActivityData] | None = None,
) -> Part[ActivityData]:
    """Record what a plant made and consumed in a period that is over, and what the checks find.

    They look at `earlier` data of the system as well, which is read unless it is given.
    """
    system, org = context.system, context.product.enterprise
    rules.checked(activity, system.content, today=today())
    if earlier is None:
        earlier = await findings.history(tx, system.id)
    recorded = Part(uuid4(), clock.now(), activity, system.id)
    await systems.add_activity(tx, recorded, of=org)
    found = checks.findings(activity, system.content, earlier)
    found += await _beside_usual(tx, context, recorded)
    rows = [Finding(uuid4(), org, system.id, recorded.id, clock.now(), each) for each in found]
    await findings.add(tx, rows, of=org)
    return recorded


async def inventory_of(
    tx: AsyncConnection, context: SystemContext, activity: ActivityData
) -> Inventory | None:
    """What a system rests on today; None where a factor may no longer be used.

    The calculation refuses such a system by name.
    """
    product, system = context.product, context.system.content
    named = await library.part(tx, factors_named(system), of=product.enterprise)
    gwp = await libraries.gwp(tx, context.rule.gwp_set)
    try:
        factors = background(system, named, gwp, home=product.home).factors
    except Invalid:
        return None
    return Inventory(product, system, activity, factors, gwp)


async def _beside_usual(
    tx: AsyncConnection, context: SystemContext, recorded: Part[ActivityData]
) -> list[Found]:
    """What stands out beside the category's ranges, and beside its other enterprises."""
    inventory = await inventory_of(tx, context, recorded.content)
    if inventory is None:
        return []
    pack = await plausibility.pack_of(tx, context.category.code)
    judged = plausible_inventory.judge(inventory, pack)
    others = await _beside_others(tx, context, recorded.id, inventory)
    return plausible_inventory.findings(judged) + others


async def _beside_others(
    tx: AsyncConnection, context: SystemContext, activity: UUID, inventory: Inventory
) -> list[Found]:
    """How measured amounts lie among other enterprises of the category."""
    org, category = context.product.enterprise, context.category.code
    per = context.rule.declared_unit.unit
    mine = category_levels.levels(inventory, per)
    others = await level_store.of_others(tx, than=org, category=category, per=per)
    await level_store.add(tx, activity, mine, of=org, category=category, per=per)
    return category_levels.outliers(mine, others)
