"""Product systems and the activity data of each; added once, never edited."""

from uuid import UUID

from sqlalchemy import Row, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.domain.activity import ActivityData
from accounting.domain.documents import ACTIVITY, SYSTEM
from accounting.domain.system import ProductSystem
from accounting.store.newest import Part, newest
from accounting.store.tables import activity_data, product_system


async def add_system(tx: AsyncConnection, system: Part[ProductSystem], *, of: str) -> None:
    row = {
        "id": system.id,
        "product": system.of,
        "enterprise": of,
        "created_at": system.at,
        "document": SYSTEM.dump_python(system.content, mode="json"),
    }
    await tx.execute(insert(product_system).values(row))


async def find_system(tx: AsyncConnection, id: UUID, *, of: str) -> Part[ProductSystem] | None:
    """A product system of the enterprise `of`."""
    mine = (product_system.c.id == id) & (product_system.c.enterprise == of)
    row = (await tx.execute(select(product_system).where(mine))).one_or_none()
    return None if row is None else _system(row)


async def page_of_systems(
    tx: AsyncConnection, product: UUID, *, limit: int, cursor: str | None
) -> list[Part[ProductSystem]]:
    statement = select(product_system).where(product_system.c.product == product)
    rows = await tx.execute(newest(statement, product_system, limit, cursor))
    return [_system(row) for row in rows]


async def add_activity(tx: AsyncConnection, activity: Part[ActivityData], *, of: str) -> None:
    row = {
        "id": activity.id,
        "system": activity.of,
        "enterprise": of,
        "created_at": activity.at,
        "document": ACTIVITY.dump_python(activity.content, mode="json"),
    }
    await tx.execute(insert(activity_data).values(row))


async def find_activity(
    tx: AsyncConnection, id: UUID, *, system: UUID
) -> Part[ActivityData] | None:
    here = (activity_data.c.id == id) & (activity_data.c.system == system)
    row = (await tx.execute(select(activity_data).where(here))).one_or_none()
    return None if row is None else _activity(row)


async def page_of_activity(
    tx: AsyncConnection, system: UUID, *, limit: int, cursor: str | None
) -> list[Part[ActivityData]]:
    statement = select(activity_data).where(activity_data.c.system == system)
    rows = await tx.execute(newest(statement, activity_data, limit, cursor))
    return [_activity(row) for row in rows]


def _system(row: Row[tuple[object, ...]]) -> Part[ProductSystem]:
    return Part(row.id, row.created_at, SYSTEM.validate_python(row.document), row.product)


def _activity(row: Row[tuple[object, ...]]) -> Part[ActivityData]:
    return Part(row.id, row.created_at, ACTIVITY.validate_python(row.document), row.system)
