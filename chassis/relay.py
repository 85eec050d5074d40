"""The relay: what waits in the outbox goes to the bus; what cannot go holds up no other."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, Text, and_, cast, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock
from chassis.aside import attempt, free, set_aside
from chassis.bus import Bus, Envelope, is_of_the_event
from chassis.database import Database
from chassis.generations import MEMORY, Here, here, note
from chassis.origins import Origin
from chassis.outbox import outbox
from chassis.telemetry import EVENTS_PUBLISHED, OUTBOX_OLDEST, OUTBOX_WAITING

JOB = "relay"
_BATCH = 500


async def relay(database: Database, *, bus: Bus, source: str) -> bool:
    """Publish one batch of waiting rows in order; True when there may be more.

    Rows are marked after the broker has them all; a relay that dies in between publishes them
    again, and the consumers' inboxes drop the repetition. A row that cannot be sent is set aside,
    and those of its subject wait behind it. A topic that refuses rests while the others go on;
    what it said is raised afterwards.
    """
    async with database.engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.info[MEMORY] = database.memory
        resting: dict[str, Exception] = {}
        while rows := await _waiting(connection, resting):
            await note(connection, {"outbox": rows[-1]["position"]})
            try:
                await _publish(connection, bus, rows, source)
            except Exception:
                await bus.check()
                await _one_by_one(database, connection, bus, rows, source, resting)
            if not resting:
                return True
    for refused in resting.values():
        raise refused
    return False


async def _waiting(connection: AsyncConnection, resting: Collection[str]) -> Sequence[RowMapping]:
    failed_before = select(set_aside.c.item).where(_held(outbox.c.id)).exists()
    waiting = select(outbox, failed_before.label("failed_before")).where(
        outbox.c.published_at.is_(None), outbox.c.topic.not_in(resting)
    )
    may_go = waiting.where(free(JOB, outbox.c.id), ~_behind_another())
    result = await connection.execute(may_go.order_by(outbox.c.position).limit(_BATCH))
    rows = result.mappings().all()
    OUTBOX_WAITING.set(len(rows))
    first = rows[0]["occurred_at"] if rows else clock.now()
    OUTBOX_OLDEST.set((clock.now() - first).total_seconds())
    return rows


def _behind_another() -> ColumnElement[bool]:
    """Whether an earlier event of the same subject was set aside and not published since."""
    earlier = outbox.alias()
    same = and_(earlier.c.topic == outbox.c.topic, earlier.c.subject == outbox.c.subject)
    before = and_(earlier.c.position < outbox.c.position, earlier.c.published_at.is_(None))
    held = _held(earlier.c.id)
    return select(earlier.c.id).join(set_aside, held).where(same, before).exists()


def _held(id: ColumnElement[UUID]) -> ColumnElement[bool]:
    return and_(set_aside.c.job == JOB, set_aside.c.item == cast(id, Text))


async def _one_by_one(
    database: Database,
    connection: AsyncConnection,
    bus: Bus,
    rows: Sequence[RowMapping],
    source: str,
    resting: dict[str, Exception],
) -> None:
    """Find what stopped the batch; the events of a subject keep their order."""
    stopped: set[tuple[str, str]] = set()
    for row in rows:
        subject = row["topic"], row["subject"]
        if subject in stopped or row["topic"] in resting:
            continue
        async with attempt(database, JOB) as current:
            try:
                await _publish(connection, bus, [row], source)
            except Exception as failure:
                if is_of_the_event(failure):
                    stopped.add(subject)
                    current.at(row["id"])
                    raise
                resting[row["topic"]] = failure


async def _publish(
    connection: AsyncConnection, bus: Bus, rows: Sequence[RowMapping], source: str
) -> None:
    origin = await here(connection)
    await bus.publish([_envelope(row, source, origin) for row in rows])
    published = outbox.c.position.in_([row["position"] for row in rows])
    await connection.execute(update(outbox).where(published).values(published_at=clock.now()))
    if succeeded := [row["id"] for row in rows if row["failed_before"]]:
        done = set_aside.c.item.in_([str(id) for id in succeeded])
        await connection.execute(delete(set_aside).where(set_aside.c.job == JOB, done))
    for row in rows:
        EVENTS_PUBLISHED.labels(row["type"]).inc()


def _envelope(row: RowMapping, source: str, origin: Here) -> Envelope:
    return Envelope(
        id=str(row["id"]),
        source=source,
        type=row["type"],
        topic=row["topic"],
        subject=row["subject"],
        time=row["occurred_at"],
        data=row["data"],
        traceparent=row["traceparent"],
        origin=Origin(origin.generation, origin.begins_after, row["position"]),
    )
