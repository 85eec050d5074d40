"""The outbox: events are written with their change, and relayed to the bus afterwards."""

from collections.abc import Sequence
from uuid import UUID, uuid4

import structlog
from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Identity,
    Index,
    MetaData,
    RowMapping,
    Table,
    Text,
    Uuid,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock
from chassis.bus import Bus, Envelope
from chassis.database import Database
from chassis.telemetry import EVENTS_PUBLISHED, OUTBOX_WAITING, current_traceparent
from chassis.wake import WORK
from contracts.event import Event

metadata = MetaData()
outbox = Table(
    "outbox",
    metadata,
    Column("position", BigInteger, Identity(always=True), primary_key=True),
    Column("id", Uuid, nullable=False, unique=True),
    Column("type", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("occurred_at", DateTime(timezone=True), nullable=False),
    Column("data", JSONB, nullable=False),
    Column("traceparent", Text),
    Column("published_at", DateTime(timezone=True)),
    Index("outbox_waiting", "position", postgresql_where=text("published_at is null")),
    info=WORK,
)
_BATCH = 500
_LARGEST_EVENT = 65_536
log = structlog.get_logger()


class EventTooLarge(ValueError):
    """An event carries more than 64 KiB; large payloads travel by reference and hash."""


async def append(tx: AsyncConnection, event: Event) -> UUID:
    """Record `event` in the caller's transaction; it reaches the bus after the commit."""
    data = event.model_dump(mode="json")
    if len(event.model_dump_json().encode()) > _LARGEST_EVENT:
        raise EventTooLarge(f"{event.TYPE} of {event.subject}")
    id = uuid4()
    row = {
        "id": id,
        "type": event.TYPE,
        "topic": event.topic(),
        "subject": event.subject,
        "occurred_at": clock.now(),
        "data": data,
        "traceparent": current_traceparent(),
    }
    await tx.execute(insert(outbox).values(row))
    return id


async def relay(database: Database, *, bus: Bus, source: str) -> bool:
    """Publish one batch of waiting rows in order; True when there may be more.

    Rows are marked after the broker has them all; a relay that dies in between publishes them
    again, and the consumers' inboxes drop the repetition.
    """
    async with database.engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        return bool(await relay_once(connection, bus, source))


async def relay_once(connection: AsyncConnection, bus: Bus, source: str) -> int:
    """Publish one batch; returns how many events it held."""
    waiting = select(outbox).where(outbox.c.published_at.is_(None))
    rows = (await connection.execute(waiting.order_by(outbox.c.position).limit(_BATCH))).mappings()
    batch = rows.all()
    OUTBOX_WAITING.set(len(batch))
    if batch:
        await bus.publish([_envelope(row, source) for row in batch])
        await _mark(connection, [row["position"] for row in batch])
        for row in batch:
            EVENTS_PUBLISHED.labels(row["type"]).inc()
    return len(batch)


async def _mark(connection: AsyncConnection, positions: Sequence[int]) -> None:
    published = outbox.c.position.in_(positions)
    await connection.execute(update(outbox).where(published).values(published_at=clock.now()))


def _envelope(row: RowMapping, source: str) -> Envelope:
    return Envelope(
        id=str(row["id"]),
        source=source,
        type=row["type"],
        topic=row["topic"],
        subject=row["subject"],
        time=row["occurred_at"],
        data=row["data"],
        traceparent=row["traceparent"],
    )
