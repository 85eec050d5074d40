"""`restored`: what an operator runs after a database was put back, before anything goes on.

Each step may be done again, and is when the command died in the middle: the database begins its
next generation in the transaction that brings back what was lost; only then is the place told.
"""

import asyncio
from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Collection,
    Iterable,
    Mapping,
    Sequence,
)
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from secrets import token_hex
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import bus, clock, origins
from chassis.bus import Envelope, MalformedEvent
from chassis.consumer import Consumer, inbox
from chassis.database import Database
from chassis.generations import STATE, Here, Memory, act_count, generation, here
from chassis.lastknown import Generation, LastKnown, Place
from chassis.origins import Origin
from chassis.outbox import outbox
from chassis.settings import WorkerSettings

if TYPE_CHECKING:
    from aiokafka import AIOKafkaConsumer, TopicPartition

_LOCK = 0x726573746F
_MARGIN = timedelta(hours=1)
"""How much earlier than its last sign of life the consumer begins again."""
_PATIENCE_S = 90.0
"""Longer than it takes brokers to miss a member of a group, or to choose who leads it."""
_AGAIN_S = 1.0


@dataclass(frozen=True)
class Lost:
    """What others still have of a service whose database lost it."""

    known: LastKnown
    place: Place
    events: Sequence[Envelope] = ()
    """What the service itself had said on the bus, in the order in which it did."""


Restore = Callable[[AsyncConnection, Lost], Awaitable[list[str]]]
"""Brings back what a service lost, and says what that came to, in lines."""


class StillHolds(Exception):
    """Why the service goes on holding, as an operator may read it."""


class NothingBeside(StillHolds):
    """Nobody said where the service keeps what it last made public."""


class BusUnstable(StillHolds):
    """The brokers did not let the positions of the consumer be set; running it again may do."""


class SourcesSilent(StillHolds):
    """Sources that were put back too have not begun their next generation, as far as is known."""


@dataclass(frozen=True)
class Heard:
    """What the bus said since a moment, and where the consumer is to begin again."""

    starts: Mapping["TopicPartition", int] = field(default_factory=dict)
    origins: frozenset[tuple[str, Origin]] = frozenset()
    own: tuple[Envelope, ...] = ()
    """What the service itself said, by position, each event once."""


class Listener(Protocol):
    """Reads the bus for a service that was put back."""

    async def listen(self, since: datetime) -> Heard: ...

    async def begin_again(self, heard: Heard) -> str: ...


async def restored(
    database: Database, package: str, restore: Restore | None, listener: Listener | None = None
) -> list[str]:
    """Bring back what the database lost, and begin its next generation; what was done, in lines.

    Raises `NothingBeside`, and what `restore` and `listener` raise: nothing was changed then.
    """
    memory = database.memory
    if memory is None:
        raise NothingBeside("LAST_KNOWN_DIR names no place")
    known = await memory.known()
    async with database.transaction() as tx:
        mine, since = await here(tx), await _last_sign(tx)
    if known and not mine.is_behind(known):
        return [f"{package}: generation {mine.generation} is the newest; nothing to do"]
    known = known or LastKnown(mine.generation, mine.acts)
    heard = await listener.listen(since) if listener else Heard()
    async with database.transaction() as tx:
        await tx.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        begun = await _begin(tx, await here(tx), known)
        for source, origin in heard.origins:
            await origins.hear(tx, source, origin)
        lost = [e for e in heard.own if e.origin and e.origin.position > begun.begins_after]
        lines = await restore(tx, Lost(known, memory.place, lost)) if restore else []
    if listener:
        lines.append(await listener.begin_again(heard))
    await _tell(memory, known, begun)
    return [*lines, f"{package}: generation {begun.generation} begins after {begun.begins_after}"]


async def _last_sign(tx: AsyncConnection) -> datetime:
    """When the database last took an event, or else acted."""
    took = select(func.max(inbox.c.handled_at)).scalar_subquery()
    acted = select(func.max(act_count.c.acted_at)).scalar_subquery()
    at: datetime = (await tx.execute(select(func.coalesce(took, acted)))).scalar_one()
    return at


async def _begin(tx: AsyncConnection, mine: Here, known: LastKnown) -> Here:
    """Begin a generation beyond all that are known of, unless that was done before."""
    acts = max(mine.acts, known.acts)
    await tx.execute(update(act_count).values(acts=acts))
    if mine.generation.ordinal > known.generation.ordinal:
        return replace(mine, acts=acts)
    last = await tx.scalar(select(func.coalesce(func.max(outbox.c.position), mine.begins_after)))
    begun = Here(Generation(known.generation.ordinal + 1, token_hex(4)), int(last or 0), acts)
    row = {
        "ordinal": begun.generation.ordinal,
        "id": begun.generation.id,
        "begins_after": begun.begins_after,
        "began_at": clock.now(),
    }
    await tx.execute(insert(generation).values(row))
    await _move_positions(tx, max(begun.begins_after, int(known.mark("outbox", 0))))
    await _send_again(tx)
    return begun


async def _move_positions(tx: AsyncConnection, largest: int) -> None:
    """Have the outbox go on beyond the largest position that anybody has seen."""
    series = "pg_get_serial_sequence('outbox', 'position')"
    await tx.execute(text(f"select setval({series}, :largest)"), {"largest": largest + 1})


async def _send_again(tx: AsyncConnection) -> None:
    """The last event of each topic goes out once more, and tells of the generation."""
    last = select(func.max(outbox.c.position)).group_by(outbox.c.topic)
    again = update(outbox).where(outbox.c.position.in_(last)).values(published_at=None)
    await tx.execute(again)


async def _tell(memory: Memory, known: LastKnown, begun: Here) -> None:
    """Last of all: from here on the service acts again."""
    state = replace(known, generation=begun.generation, acts=begun.acts)
    await memory.place.write(STATE, state.encode())


@dataclass(frozen=True)
class BusListener:
    """Reads the topics of a service's consumer again; events that it handled already do nothing.

    Generations of sources are heard of first, so that what a source no longer says takes no
    effect. Those in `beside` were put back too, and must have begun a new one.
    """

    settings: WorkerSettings
    consumer: Consumer
    group: str
    own_topics: Sequence[str] = ()
    beside: Collection[str] = ()

    async def listen(self, since: datetime) -> Heard:
        """Raises `SourcesSilent`."""
        async with self._source() as source:
            starts = await _starts(source, self.consumer.topics, since - _MARGIN)
            heard = [event async for event in _read(source, starts)]
            mine = await _starts(source, self.own_topics, since - _MARGIN)
            said = {event.id: event async for event in _read(source, mine)}
        found = frozenset((e.source, replace(e.origin, position=0)) for e in heard if e.origin)
        begun = {name.rpartition(":")[2] for name, o in found if o.generation.ordinal > 1}
        if silent := set(self.beside) - begun:
            raise SourcesSilent(", ".join(sorted(silent)))
        own = [e for e in said.values() if e.source.rpartition(":")[2] == self.group]
        return Heard(starts, found, tuple(sorted(own, key=_position)))

    async def begin_again(self, heard: Heard) -> str:
        """As soon as the workers, which hold, have left the group. Raises `BusUnstable`."""
        starts = heard.starts
        deadline = asyncio.get_running_loop().time() + _PATIENCE_S
        # By a consumer of its own each time: one whose group was in motion may not find it again.
        while (failure := await self._commit(starts)) is not None:
            if asyncio.get_running_loop().time() > deadline:
                raise BusUnstable(f"{self.group}: {failure!r}") from failure
            await asyncio.sleep(_AGAIN_S)
        return f"bus: {self.group} reads {len(starts)} partitions again"

    async def _commit(self, starts: Mapping["TopicPartition", int]) -> Exception | None:
        """Why the positions could not be set yet, if so."""
        from aiokafka.errors import KafkaError

        try:
            async with asyncio.timeout(_PATIENCE_S), self._source(self.group) as source:
                source.assign(list(starts))
                await source.commit(dict(starts))
        except (KafkaError, OSError, TimeoutError) as failure:
            return failure
        return None

    @asynccontextmanager
    async def _source(self, group: str | None = None) -> AsyncIterator["AIOKafkaConsumer"]:
        """What only reads belongs to no group, so none has to be stable for it."""
        source = bus.consumer(bus.client_options(self.settings), [], group)
        try:
            await source.start()
            yield source
        finally:
            await bus.stop(source)


async def _starts(
    source: "AIOKafkaConsumer", topics: Iterable[str], since: datetime
) -> dict["TopicPartition", int]:
    from aiokafka import TopicPartition

    places = [
        TopicPartition(topic, number)
        for topic in topics
        for number in await _partitions(source, topic)
    ]
    moment = int(since.timestamp() * 1000)
    found = await source.offsets_for_times(dict.fromkeys(places, moment)) if places else {}
    ends = await source.end_offsets(places) if places else {}
    return {place: found[place].offset if found.get(place) else ends[place] for place in places}


async def _partitions(source: "AIOKafkaConsumer", topic: str) -> Sequence[int]:
    await source._client.add_topic(topic)
    await source._client.force_metadata_update()
    return sorted(source.partitions_for_topic(topic) or ())


async def _read(
    source: "AIOKafkaConsumer", starts: Mapping["TopicPartition", int]
) -> AsyncIterator[Envelope]:
    """Every event from the starts up to what is the end now."""
    ends = await source.end_offsets(list(starts)) if starts else {}
    left = {place for place, start in starts.items() if start < ends[place]}
    source.assign(list(left))
    for place in left:
        source.seek(place, starts[place])
    while left:
        for messages in (await source.getmany(timeout_ms=1000)).values():
            for message in messages:
                if event := _envelope(message.topic, message.value):
                    yield event
        # Of every partition: the last records of one may be none that are handed out.
        left = {place for place in left if await source.position(place) < ends[place]}


def _position(event: Envelope) -> int:
    return event.origin.position if event.origin else 0


def _envelope(topic: str, value: bytes | None) -> Envelope | None:
    try:
        return Envelope.decode(topic, value, None)
    except MalformedEvent:
        return None
