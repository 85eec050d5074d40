"""What an operator does about events that keep failing: look, have them tried again, drop them.

Everything but looking is written down, with who did it and why, in the transaction that does it.
"""

from collections.abc import Sequence

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    DateTime,
    Identity,
    RowMapping,
    Table,
    Text,
    and_,
    delete,
    insert,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock
from chassis.consumer import inbox, parked_event
from chassis.outbox import metadata

operator_act = Table(
    "operator_act",
    metadata,
    Column("position", BigInteger, Identity(always=True), primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("operator", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("event", Text, nullable=False),
    Column("reason", Text),
)
"""What operators did with events, by whom and why. Insert-only by grant."""
HAPPENED = (parked_event.c.occurred_at, parked_event.c.parked_at, parked_event.c.id)
"""The order in which things happened, as far as it is known here."""


async def dead_letters(tx: AsyncConnection) -> list[RowMapping]:
    """Events that an operator has to look at, each subject's in the order of what happened."""
    dead = select(parked_event).where(parked_event.c.next_attempt_at.is_(None))
    ordered = dead.order_by(parked_event.c.topic, parked_event.c.subject, *HAPPENED)
    return list((await tx.execute(ordered)).mappings())


async def look_at(tx: AsyncConnection, id: str) -> list[RowMapping]:
    """The event, and all of its subject that wait with it, in the order in which they happened."""
    asked = await _parked(tx, parked_event.c.id == id)
    return await _parked(tx, _of_subject(asked[0])) if asked else []


async def replay(tx: AsyncConnection, id: str | None, operator: str) -> int:
    """Have a dead letter tried again now, after those of its subject that happened before it.

    Without an id, all dead letters. How many will be tried again.
    """
    if id is None:
        return await _again(tx, await dead_letters(tx), operator)
    asked = await _parked(tx, parked_event.c.id == id)
    if not asked:
        return 0
    moment = tuple(asked[0][column.name] for column in HAPPENED)
    earlier = tuple_(*HAPPENED) <= tuple_(*moment)
    return await _again(tx, await _parked(tx, _of_subject(asked[0]) & earlier), operator)


async def drop(tx: AsyncConnection, id: str, operator: str, reason: str) -> int:
    """Give an event up for good: it takes no effect, also when the bus says it again."""
    dropped = await _parked(tx, parked_event.c.id == id)
    for row in dropped:
        handled = {"source": row["source"], "id": row["id"], "handled_at": clock.now()}
        await tx.execute(upsert(inbox).values(handled).on_conflict_do_nothing())
        await tx.execute(delete(parked_event).where(_this(row)))
        await _note(tx, operator, "dropped", row, reason)
    return len(dropped)


async def _again(tx: AsyncConnection, rows: Sequence[RowMapping], operator: str) -> int:
    for row in rows:
        change = {"attempts": 0, "next_attempt_at": clock.now()}
        await tx.execute(update(parked_event).where(_this(row)).values(change))
        await _note(tx, operator, "replayed", row)
    return len(rows)


async def _note(
    tx: AsyncConnection,
    operator: str,
    act: str,
    row: RowMapping,
    reason: str | None = None,
) -> None:
    facts = {"source": row["source"], "event": row["id"], "reason": reason}
    noted = {"at": clock.now(), "operator": operator, "act": act, **facts}
    await tx.execute(insert(operator_act).values(noted))


async def _parked(tx: AsyncConnection, which: ColumnElement[bool]) -> list[RowMapping]:
    rows = await tx.execute(select(parked_event).where(which).order_by(*HAPPENED))
    return list(rows.mappings())


def _of_subject(row: RowMapping) -> ColumnElement[bool]:
    same = parked_event.c.topic == row["topic"]
    return and_(same, parked_event.c.subject == row["subject"])


def _this(row: RowMapping) -> ColumnElement[bool]:
    return and_(parked_event.c.source == row["source"], parked_event.c.id == row["id"])
