"""What activity data amounts to per declared unit, to compare enterprises of a category."""

from collections.abc import Sequence
from decimal import Decimal
from typing import cast
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.inventory.domain.category_levels import Levels
from accounting.inventory.store.tables import LEVELS, category_level
from accounting.values.domain.numbers import plain
from chassis import clock

_MOST = 500
"""Enterprises that one is compared with."""


async def add(
    tx: AsyncConnection, activity: UUID, levels: Levels, *, of: str, category: str, per: str
) -> None:
    row = {
        "activity": activity,
        "enterprise": of,
        "category": category,
        "per": per,
        "created_at": clock.now(),
        "levels": {key: plain(amount) for key, amount in levels.items()},
    }
    await tx.execute(insert(category_level).values(await LEVELS.conceal(tx, row, of)))


async def of_others(tx: AsyncConnection, *, than: str, category: str, per: str) -> Sequence[Levels]:
    """The newest levels of each other enterprise."""
    newest = (
        select(category_level)
        .filter_by(category=category, per=per)
        .where(category_level.c.enterprise != than)
        .ext(distinct_on(category_level.c.enterprise))
        .order_by(category_level.c.enterprise, category_level.c.created_at.desc())
        .limit(_MOST)
    )
    # The comparison is the platform's: in the trail of an owner it would tell who reports data.
    contents = await LEVELS.reveal(tx, (await tx.execute(newest)).all(), noted=False)
    found = [cast(dict[str, str], content["levels"]) for content in contents]
    return [{key: Decimal(amount) for key, amount in each.items()} for each in found]
