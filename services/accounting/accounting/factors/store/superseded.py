"""Notes of factors that were replaced; whoever takes one removes it in the same transaction."""

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.factors.domain.superseded import Superseded, SupersededKind
from accounting.factors.store.tables import superseded_factors as table
from chassis import aside, clock


async def add(tx: AsyncConnection, note: Superseded) -> None:
    row = {
        "owner": note.owner,
        "kind": note.kind.value,
        "replaced_by": dict(note.replaced_by),
        "noted_at": clock.now(),
    }
    await tx.execute(insert(table).values(row))


async def take(tx: AsyncConnection, job: str) -> tuple[int, Superseded] | None:
    """The oldest note that the job may take, and its number; gone when that is committed."""
    free = select(table).where(aside.free(job, table.c.number)).order_by(table.c.number)
    row = (await tx.execute(free.limit(1).with_for_update(skip_locked=True))).one_or_none()
    if row is None:
        return None
    await tx.execute(delete(table).where(table.c.number == row.number))
    return row.number, Superseded(row.owner, SupersededKind(row.kind), row.replaced_by)
