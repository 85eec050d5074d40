"""Enterprises."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.products.domain.enterprise import Enterprise
from accounting.products.store.tables import enterprise
from accounting.values.domain.text import Text
from chassis import clock


async def put(tx: AsyncConnection, described: Enterprise) -> bool:
    """Record or replace the description; True when the enterprise is new."""
    values = {
        "name_zh": described.name.zh,
        "name_en": described.name.en,
        "division": described.division,
        "updated_at": clock.now(),
    }
    known = await find(tx, described.uscc) is not None
    row = insert(enterprise).values(uscc=described.uscc, **values)
    await tx.execute(row.on_conflict_do_update(index_elements=["uscc"], set_=values))
    return not known


async def find(tx: AsyncConnection, uscc: str) -> Enterprise | None:
    row = (await tx.execute(select(enterprise).where(enterprise.c.uscc == uscc))).one_or_none()
    if row is None:
        return None
    return Enterprise(row.uscc, Text(row.name_zh, row.name_en), row.division)
