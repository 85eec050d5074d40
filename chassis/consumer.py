"""Consuming events exactly once in effect: inbox, parking lot, retries, dead letters."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar, overload

import structlog
from sqlalchemy import (
    Column,
    DateTime,
    Index,
    Integer,
    RowMapping,
    Table,
    Text,
    and_,
    delete,
    func,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import bus, clock, origins
from chassis.backoff import Backoff
from chassis.bus import Envelope, MalformedEvent
from chassis.database import Database
from chassis.generations import DatabaseOlder, require_current
from chassis.outbox import metadata
from chassis.telemetry import EVENTS_HANDLED, PARKED, continued_trace
from chassis.wake import WORK
from contracts.event import Event

if TYPE_CHECKING:
    from aiokafka import ConsumerRecord

inbox = Table(
    "inbox",
    metadata,
    Column("source", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("handled_at", DateTime(timezone=True), nullable=False),
)
parked_event = Table(
    "parked_event",
    metadata,
    Column("source", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("topic", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("occurred_at", DateTime(timezone=True), nullable=False),
    Column("data", JSONB, nullable=False),
    Column("traceparent", Text),
    Column("parked_at", DateTime(timezone=True), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_attempt_at", DateTime(timezone=True)),
    Column("error", Text, nullable=False),
    Index("parked_event_subject", "topic", "subject", "parked_at"),
    info=WORK,
)
"""Events whose handler failed, and the later ones of the same subject, which wait behind them.

A row without `next_attempt_at` is a dead letter: an operator looks, fixes and replays it.
"""

PAUSES = Backoff(tuple(timedelta(seconds=0.5 * 2**n) for n in range(7)))
"""Between eight attempts; an event that fails once more is a dead letter."""
_WAIT_MS = 5_000
E = TypeVar("E", bound=Event)
Handler = Callable[[Any, AsyncConnection], Awaitable[None]]
log = structlog.get_logger()


class Consumer:
    """The events a service handles, and how it handles them."""

    def __init__(self) -> None:
        self._handlers: dict[str, tuple[type[Event], Handler]] = {}

    @classmethod
    def of(cls, *parts: "Consumer") -> "Consumer":
        """One consumer of all that its parts handle; no event has two handlers."""
        whole = cls()
        for part in parts:
            for event, handler in part._handlers.values():
                whole.on(event)(handler)
        return whole

    def on(
        self, event: type[E]
    ) -> Callable[
        [Callable[[E, AsyncConnection], Awaitable[None]]],
        Callable[[E, AsyncConnection], Awaitable[None]],
    ]:
        """Register a handler. It shares its transaction with the inbox row of the event."""

        def register(
            handler: Callable[[E, AsyncConnection], Awaitable[None]],
        ) -> Callable[[E, AsyncConnection], Awaitable[None]]:
            if event.TYPE in self._handlers:
                raise ValueError(f"{event.TYPE} already has a handler")
            self._handlers[event.TYPE] = (event, handler)
            return handler

        return register

    @property
    def topics(self) -> list[str]:
        return sorted({event.topic() for event, _ in self._handlers.values()})

    @property
    def types(self) -> frozenset[str]:
        return frozenset(self._handlers)

    async def run(
        self,
        database: Database,
        options: Mapping[str, Any],
        group: str,
        member: str | None = None,
        finished: Callable[[], None] = lambda: None,
    ) -> None:
        """Consume for ever. Offsets are committed after the transactions they stand for.

        `finished` is told of each look for events and of each event.
        """
        # Before joining: a member of the group would keep `restored` from setting its positions.
        await database.check_current()
        source = bus.consumer(options, self.topics, group, member)
        try:
            await source.start()
            while True:
                await database.check_current()
                batches = await source.getmany(timeout_ms=_WAIT_MS, max_records=200)
                for messages in batches.values():
                    for message in messages:
                        await self.receive(database, message)
                        finished()
                if batches:
                    await source.commit()
                finished()
        except Exception:
            # The database was put back, or is away: `restored` would wait for this member.
            bus.leave(source)
            raise
        finally:
            await bus.stop(source)

    async def receive(self, database: Database, message: "ConsumerRecord") -> None:
        """Handle one message, or park it. Raises only when the database is out of reach."""
        try:
            envelope = Envelope.decode(message.topic, message.value, bus.traceparent_of(message))
        except MalformedEvent as failure:
            envelope = _malformed(message)
            await self._park(database, envelope, failure, dead=True)
            return
        if envelope.type in self._handlers:
            with continued_trace(envelope.traceparent, f"handle {envelope.type}"):
                await self._handle_or_park(database, envelope)

    async def _handle_or_park(self, database: Database, envelope: Envelope) -> None:
        try:
            async with database.transaction() as tx:
                await require_current(tx)
                if not await origins.admit(tx, envelope):
                    log.error("event of an ended generation refused", id=envelope.id)
                    EVENTS_HANDLED.labels(envelope.type, "orphaned").inc()
                    return
                if await _waits_behind(tx, envelope):
                    raise _EarlierEventParked(envelope.subject)
                await self._handle(tx, envelope)
        except DatabaseOlder:
            raise
        except Exception as failure:
            await self._park(database, envelope, failure)

    async def _handle(self, tx: AsyncConnection, envelope: Envelope) -> None:
        row = {"source": envelope.source, "id": envelope.id, "handled_at": clock.now()}
        first = insert(inbox).values(row).on_conflict_do_nothing().returning(inbox.c.id)
        if await tx.scalar(first) is None:
            EVENTS_HANDLED.labels(envelope.type, "repeated").inc()
            return
        event, handler = self._handlers[envelope.type]
        await handler(event.model_validate(envelope.data), tx)
        log.info("event handled", type=envelope.type, id=envelope.id, subject=envelope.subject)
        EVENTS_HANDLED.labels(envelope.type, "handled").inc()

    async def _park(
        self, database: Database, envelope: Envelope, failure: Exception, *, dead: bool = False
    ) -> None:
        log.warning("event parked", type=envelope.type, id=envelope.id, error=repr(failure))
        EVENTS_HANDLED.labels(envelope.type, "parked").inc()
        now = clock.now()
        row = {
            "source": storable(envelope.source),
            "id": storable(envelope.id),
            "topic": envelope.topic,
            "subject": storable(envelope.subject),
            "type": storable(envelope.type),
            "occurred_at": envelope.time,
            "data": storable(envelope.data),
            "traceparent": envelope.traceparent,
            "parked_at": now,
            "attempts": 1,
            "next_attempt_at": None if dead else PAUSES.next_attempt(1, now),
            "error": storable(repr(failure)),
        }
        async with database.transaction() as tx:
            await tx.execute(insert(parked_event).values(row).on_conflict_do_nothing())

    async def retry_once(self, database: Database) -> bool:
        """Try one due event again; False when none is due."""
        async with database.transaction() as tx:
            row = (await tx.execute(_due())).mappings().one_or_none()
            await _count_parked(tx)
            if row is None:
                return False
            with continued_trace(row["traceparent"], f"retry {row['type']}"):
                await self._retry(tx, row)
        return True

    async def _retry(self, tx: AsyncConnection, row: RowMapping) -> None:
        this = and_(parked_event.c.source == row["source"], parked_event.c.id == row["id"])
        try:
            async with tx.begin_nested():
                await self._handle(tx, _unpark(row))
                await tx.execute(delete(parked_event).where(this))
        except Exception as failure:
            attempts = row["attempts"] + 1
            due = PAUSES.next_attempt(attempts, clock.now())
            log.warning("event failed again", type=row["type"], id=row["id"], error=repr(failure))
            change = {
                "attempts": attempts,
                "next_attempt_at": due,
                "error": storable(repr(failure)),
            }
            await tx.execute(update(parked_event).where(this).values(change))


@overload
def storable(value: str) -> str: ...
@overload
def storable(value: object) -> object: ...
def storable(value: object) -> object:
    """JSON as PostgreSQL can keep it: what it has no place for is written out as `\\u0000`."""
    match value:
        case str():
            return value.replace("\0", "\\u0000").encode(errors="backslashreplace").decode()
        case Mapping():
            return {storable(str(name)): storable(member) for name, member in value.items()}
        case list() | tuple():
            return [storable(member) for member in value]
        case _:
            return value


class _EarlierEventParked(Exception):
    """An earlier event of the same subject waits, so this one waits behind it."""


async def _waits_behind(tx: AsyncConnection, envelope: Envelope) -> bool:
    same = and_(
        parked_event.c.topic == envelope.topic,
        parked_event.c.subject == envelope.subject,
        or_(parked_event.c.source != envelope.source, parked_event.c.id != envelope.id),
    )
    return bool(await tx.scalar(select(select(parked_event).where(same).exists())))


def _first_of_subject() -> Any:
    """By when things happened: an event that came too early does not block what it waits for."""
    earlier = parked_event.alias()
    return ~(
        select(earlier.c.id)
        .where(
            earlier.c.topic == parked_event.c.topic,
            earlier.c.subject == parked_event.c.subject,
            tuple_(earlier.c.occurred_at, earlier.c.parked_at, earlier.c.id)
            < tuple_(parked_event.c.occurred_at, parked_event.c.parked_at, parked_event.c.id),
        )
        .exists()
    )


def _due() -> Any:
    due: datetime = clock.now()
    return (
        select(parked_event)
        .where(parked_event.c.next_attempt_at <= due, _first_of_subject())
        .order_by(parked_event.c.next_attempt_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


NEXT_RETRY = select(func.min(parked_event.c.next_attempt_at)).where(_first_of_subject())
"""When the next parked event is due."""


async def _count_parked(tx: AsyncConnection) -> None:
    dead = parked_event.c.next_attempt_at.is_(None)
    counts = select(
        func.count().filter(dead).label("dead"), func.count().filter(~dead).label("waiting")
    ).select_from(parked_event)
    row = (await tx.execute(counts)).one()
    PARKED.labels("dead").set(row.dead)
    PARKED.labels("waiting").set(row.waiting)


def _unpark(row: RowMapping) -> Envelope:
    return Envelope(
        id=row["id"],
        source=row["source"],
        type=row["type"],
        topic=row["topic"],
        subject=row["subject"],
        time=row["occurred_at"],
        data=row["data"],
        traceparent=row["traceparent"],
    )


def _malformed(message: "ConsumerRecord") -> Envelope:
    """A stand-in for what could not be read, so that an operator finds the very bytes."""
    return Envelope(
        id=f"{message.partition}/{message.offset}",
        source=f"kafka:{message.topic}",
        type="(malformed)",
        topic=message.topic,
        subject=(message.key or b"").decode(errors="replace"),
        time=clock.now(),
        data={"value": (message.value or b"").decode(errors="backslashreplace")},
    )
