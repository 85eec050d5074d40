"""What waits for the sequencer: pointers to labels and DID documents that need a look."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import aside
from chassis.telemetry import current_traceparent
from registry.log.domain.pending import Pending, PendingKind
from registry.log.store.tables import pending

JOB = "sequence the log"
LINE = pending
FIRST_DUE = select(func.min(pending.c.due_at))
"""When the first pointer has its time."""


async def add(tx: AsyncConnection, kind: PendingKind, subject: str, due_at: datetime) -> None:
    """Ask the sequencer to look at something."""
    trace = current_traceparent()
    row = {"kind": kind, "subject": subject, "due_at": due_at, "traceparent": trace}
    await tx.execute(insert(pending).values(row))


async def due(
    tx: AsyncConnection, now: datetime, limit: int, subject: str | None = None
) -> list[Pending]:
    """The oldest pointers whose time has come: of one subject, or of all."""
    wanted = (pending.c.position, pending.c.kind, pending.c.subject, pending.c.traceparent)
    query = select(*wanted).where(pending.c.due_at <= now, aside.free(JOB, pending.c.subject))
    if subject is not None:
        query = query.where(pending.c.subject == subject)
    rows = await tx.execute(query.order_by(pending.c.position).limit(limit))
    return [Pending(r.position, PendingKind(r.kind), r.subject, r.traceparent) for r in rows]


async def done(tx: AsyncConnection, items: Iterable[Pending]) -> None:
    """Forget these pointers."""
    positions = [item.position for item in items]
    if positions:
        await tx.execute(delete(pending).where(pending.c.position.in_(positions)))


async def release(tx: AsyncConnection, at: datetime) -> bool:
    """Look at everything that was held now; True when there was anything."""
    held = pending.c.held_because.is_not(None) & (pending.c.due_at > at)
    return (await tx.execute(update(pending).where(held).values(due_at=at))).rowcount > 0


async def hold(
    tx: AsyncConnection, items: Sequence[Pending], until: datetime, because: str
) -> None:
    """Look at these again later; the reason is for operators."""
    mine = pending.c.position.in_([item.position for item in items])
    await tx.execute(update(pending).where(mine).values(due_at=until, held_because=because))
