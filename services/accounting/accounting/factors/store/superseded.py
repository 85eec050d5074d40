"""Notes of factors that were replaced; whoever takes one removes it in the same transaction."""

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.factors.domain.superseded import Superseded, SupersededKind
from accounting.factors.store.tables import superseded_factors as table
from chassis import clock


async def add(tx: AsyncConnection, note: Superseded) -> None:
    row = {
        "owner": note.owner,
        "kind": note.kind.value,
        "replaced_by": dict(note.replaced_by),
        "noted_at": clock.now(),
    }
    await tx.execute(insert(table).values(row))


async def take(tx: AsyncConnection) -> Superseded | None:
    """The oldest note that nobody else is taking; gone when the transaction is committed."""
    first = select(table).order_by(table.c.number).limit(1).with_for_update(skip_locked=True)
    row = (await tx.execute(first)).one_or_none()
    if row is None:
        return None
    await tx.execute(delete(table).where(table.c.number == row.number))
    return Superseded(row.owner, SupersededKind(row.kind), row.replaced_by)
