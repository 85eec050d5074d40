"""Sealed calculations that a database lost when it was put back, until they are there again."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_unless_there
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.calculations.domain.lost import LostCalculation
from accounting.calculations.store.tables import lost_calculation, lost_search, seal
from chassis import aside, clock

JOB = "put lost calculations back"


async def search(tx: AsyncConnection) -> None:
    """Have certification asked for what was sealed after the last seal that is here."""
    last = await tx.scalar(select(func.max(seal.c.sealed_at)))
    await tx.execute(insert(lost_search).values(since=last, asked_at=clock.now()))


async def next_search(tx: AsyncConnection) -> tuple[int, datetime | None] | None:
    """The oldest search that has not ended, and since when what was kept may be lost."""
    waiting = select(lost_search).where(lost_search.c.ended_at.is_(None)).order_by(lost_search.c.id)
    row = (await tx.execute(waiting.limit(1))).one_or_none()
    return (row.id, row.since) if row else None


async def end_search(tx: AsyncConnection, id: int) -> None:
    ended = update(lost_search).where(lost_search.c.id == id).values(ended_at=clock.now())
    await tx.execute(ended)


async def note(tx: AsyncConnection, kept: Iterable[LostCalculation]) -> None:
    """Remember those that have no seal here."""
    found = {each.calculation: each for each in kept}
    known = await tx.scalars(select(seal.c.calculation).where(seal.c.calculation.in_(found)))
    if rows := [asdict(found[id]) for id in found.keys() - set(known)]:
        await tx.execute(insert_unless_there(lost_calculation).on_conflict_do_nothing(), rows)


async def next_lost(tx: AsyncConnection) -> LostCalculation | None:
    free = aside.free(JOB, lost_calculation.c.calculation)
    rows = select(lost_calculation).where(free).order_by(lost_calculation.c.sealed_at).limit(1)
    row = (await tx.execute(rows)).mappings().one_or_none()
    return LostCalculation(**row) if row else None


async def found(tx: AsyncConnection, id: UUID) -> None:
    await tx.execute(delete(lost_calculation).where(lost_calculation.c.calculation == id))
