"""The outbox: events are written with their change, and relayed to the bus afterwards."""

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Identity,
    Index,
    MetaData,
    Table,
    Text,
    Uuid,
    insert,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock
from chassis.telemetry import current_traceparent
from chassis.wake import WORK
from contracts.event import Event

if TYPE_CHECKING:
    from chassis.bus import Envelope

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
_LARGEST_EVENT = 65_536


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


async def put_back(tx: AsyncConnection, lost: "Envelope") -> None:
    """Have an event said once more that this database has lost; whoever heard it does nothing."""
    row = {
        "id": UUID(lost.id),
        "type": lost.type,
        "topic": lost.topic,
        "subject": lost.subject,
        "occurred_at": lost.time,
        "data": lost.data,
        "traceparent": lost.traceparent,
    }
    await tx.execute(upsert(outbox).values(row).on_conflict_do_nothing(index_elements=["id"]))
