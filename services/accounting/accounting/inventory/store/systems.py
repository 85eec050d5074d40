"""Product systems and the activity data of each; added once, never edited."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Row, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.custody.store.secrets import Content
from accounting.inventory.store.tables import ACTIVITY as ACTIVITY_SECRETS
from accounting.inventory.store.tables import SYSTEMS, activity_data, product_system
from accounting.model.domain.activity import ACTIVITY, ActivityData
from accounting.model.domain.system import SYSTEM, ProductSystem
from accounting.values.domain.records import Part
from chassis.asking import AskedByTime
from chassis.listing import newest
from chassis.text import KEPT

_DEFLATED_BYTES = 20
"""Of each exchange, about, for systems from before their exchanges were counted."""
_EXCHANGES = func.coalesce(
    product_system.c.exchanges, func.octet_length(product_system.c.secret) / _DEFLATED_BYTES
)


async def add_system(tx: AsyncConnection, system: Part[ProductSystem], *, of: str) -> None:
    row = {
        "id": system.id,
        "product": system.of,
        "enterprise": of,
        "created_at": system.at,
        "document": SYSTEM.dump_python(system.content, mode="json"),
    }
    await tx.execute(insert(product_system).values(await SYSTEMS.conceal(tx, row, of)))


async def exchanges(tx: AsyncConnection, id: UUID) -> int:
    """How many exchanges a system has, whoever may read it; 0 where it is not known."""
    return int(await tx.scalar(select(_EXCHANGES).where(product_system.c.id == id)) or 0)


async def exchanges_of_page(tx: AsyncConnection, product: UUID, asked: AskedByTime) -> int:
    """How many the systems of a page have together."""
    sizes = select(
        product_system.c.created_at, product_system.c.id, _EXCHANGES.label("exchanges")
    ).where(product_system.c.product == product)
    shown = newest(sizes, product_system, asked).subquery()
    return int(await tx.scalar(select(func.sum(shown.c.exchanges))) or 0)


async def find_system(tx: AsyncConnection, id: UUID, *, of: str) -> Part[ProductSystem] | None:
    """A product system of the enterprise `of`."""
    mine = (product_system.c.id == id) & (product_system.c.enterprise == of)
    found = await _systems(tx, (await tx.execute(select(product_system).where(mine))).all())
    return found[0] if found else None


async def page_of_systems(
    tx: AsyncConnection, product: UUID, asked: AskedByTime
) -> list[Part[ProductSystem]]:
    statement = select(product_system).where(product_system.c.product == product)
    rows = await tx.execute(newest(statement, product_system, asked))
    return await _systems(tx, rows.all())


async def add_activity(tx: AsyncConnection, activity: Part[ActivityData], *, of: str) -> None:
    row = {
        "id": activity.id,
        "system": activity.of,
        "enterprise": of,
        "created_at": activity.at,
        "document": ACTIVITY.dump_python(activity.content, mode="json"),
    }
    await tx.execute(insert(activity_data).values(await ACTIVITY_SECRETS.conceal(tx, row, of)))


async def find_activity(
    tx: AsyncConnection, id: UUID, *, system: UUID
) -> Part[ActivityData] | None:
    here = (activity_data.c.id == id) & (activity_data.c.system == system)
    found = await _activities(tx, (await tx.execute(select(activity_data).where(here))).all())
    return found[0] if found else None


async def page_of_activity(
    tx: AsyncConnection, system: UUID, asked: AskedByTime
) -> list[Part[ActivityData]]:
    statement = select(activity_data).where(activity_data.c.system == system)
    rows = await tx.execute(newest(statement, activity_data, asked))
    return await _activities(tx, rows.all())


async def _systems(
    tx: AsyncConnection, rows: Sequence[Row[tuple[object, ...]]]
) -> list[Part[ProductSystem]]:
    contents = await SYSTEMS.reveal(tx, rows)
    return [_system(row, content) for row, content in zip(rows, contents, strict=True)]


def _system(row: Row[tuple[object, ...]], content: Content) -> Part[ProductSystem]:
    system = SYSTEM.validate_python(content["document"], context=KEPT)
    return Part(row.id, row.created_at, system, row.product)


async def _activities(
    tx: AsyncConnection, rows: Sequence[Row[tuple[object, ...]]]
) -> list[Part[ActivityData]]:
    contents = await ACTIVITY_SECRETS.reveal(tx, rows)
    return [_activity(row, content) for row, content in zip(rows, contents, strict=True)]


def _activity(row: Row[tuple[object, ...]], content: Content) -> Part[ActivityData]:
    activity = ACTIVITY.validate_python(content["document"], context=KEPT)
    return Part(row.id, row.created_at, activity, row.system)
