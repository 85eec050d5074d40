"""Taking readings off the bus: each record once, whatever fails and whoever else reads."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

import asyncpg
import structlog
from prometheus_client import Counter, Gauge
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.meters.domain.reading_faults import Fault
from accounting.meters.domain.stream_records import RecordBatch, StreamPlace
from accounting.meters.store import readings, rejected_readings
from accounting.meters.store.stream_positions import Partition, advance, positions
from accounting.meters.store.stream_topics import StreamTopics
from accounting.meters.usecases import meters
from accounting.meters.usecases.meters import Receipt
from chassis import clock
from chassis.database import Database

LINES = Counter("tanbiao_meter_stream_lines", "Lines of readings off the bus", ["outcome"])
WAITING = Gauge("tanbiao_meter_stream_waiting", "Records not taken yet", ["topic"])
_LOOK_EVERY_S = 5.0
_WAIT_S = 5.0
_OF_THE_RECORD = (
    ValueError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    asyncpg.DataError,
    asyncpg.IntegrityConstraintViolationError,
    asyncpg.RaiseError,
    DataError,
    IntegrityError,
)
"""Failures that come again with the same record; any other says something about the servers."""
log = structlog.get_logger()


@dataclass
class MeterStream:
    """The job of the worker that takes readings off the bus."""

    topics: StreamTopics
    wait_s: float = _WAIT_S
    _positions: dict[Partition, int] = field(default_factory=dict)
    _look_at: float = 0

    async def advance(self, database: Database) -> bool:
        """Take what came; True when there may be more. Whatever fails, the next call begins anew
        from what the database holds."""
        try:
            if asyncio.get_running_loop().time() >= self._look_at:
                await self._look(database)
            if not self.topics.followed:
                return False
            for delivery in await self.topics.poll(self.wait_s):
                await self._take(database, delivery)
            await self._measure()
        except BaseException:
            await self.stop()
            raise
        return True

    async def stop(self) -> None:
        self._look_at = 0
        await self.topics.close()

    async def _look(self, database: Database) -> None:
        """Follow topics that are new; the others are read on where they are."""
        if not self.topics.is_open:
            await self.topics.open()
        found = await self.topics.found()
        if found != self.topics.followed:
            async with database.transaction() as tx:
                self._positions = dict(await positions(tx))
            await self.topics.follow(found, self._positions)
        self._look_at = asyncio.get_running_loop().time() + _LOOK_EVERY_S

    async def _take(self, database: Database, delivery: RecordBatch) -> None:
        """Take a delivery whole, or in ever smaller parts until the record that fails is alone."""
        try:
            async with database.transaction() as tx:
                receipt = await _receive(tx, delivery)
                await self._finish(tx, delivery, rejected_of(delivery, receipt))
        except _OF_THE_RECORD as failure:
            if len(delivery.records) > 1:
                for half in delivery.halves():
                    await self._take(database, half)
                return
            log.error("a record of readings cannot be processed", error=repr(failure))
            receipt = Receipt(refused=1)
            async with database.transaction() as tx:
                await self._finish(tx, delivery, [(_whole(delivery), Fault.NOT_PROCESSED)])
        self._positions[delivery.topic, delivery.partition] = delivery.next_offset
        _count(receipt)

    async def _finish(
        self, tx: AsyncConnection, delivery: RecordBatch, rejected: list[tuple[StreamPlace, Fault]]
    ) -> None:
        """What makes a delivery count once: all of this commits with its readings, or nothing."""
        await rejected_readings.add(tx, delivery, rejected)
        expected = self._positions.get((delivery.topic, delivery.partition))
        await advance(tx, delivery, expected=expected)

    async def _measure(self) -> None:
        waiting = await self.topics.waiting()
        by_topic: dict[str, int] = {}
        for (topic, _), records in waiting.items():
            by_topic[topic] = by_topic.get(topic, 0) + records
        for topic, records in by_topic.items():
            WAITING.labels(topic).set(records)


async def _receive(tx: AsyncConnection, delivery: RecordBatch) -> Receipt:
    """Check and keep the lines of a delivery, just as a request's."""
    known = await meters.meters_of(tx, delivery.enterprise)
    intake, receipt = readings.Intake(tx), Receipt(shown=None)
    for first_line, text in delivery.pieces():
        piece = await asyncio.to_thread(meters.check, first_line, text, known, now=clock.now())
        await meters.keep(intake, piece, receipt)
    return receipt


def rejected_of(delivery: RecordBatch, receipt: Receipt) -> list[tuple[StreamPlace, Fault]]:
    return [(delivery.place(each.line), each.fault) for each in receipt.faults]


def _whole(delivery: RecordBatch) -> StreamPlace:
    (record,) = delivery.records
    return StreamPlace(record.offset, record.written_ms, 1, record.value)


def _count(receipt: Receipt) -> None:
    outcomes: Mapping[str, int] = {
        "taken": receipt.taken,
        "known": receipt.known,
        "refused": receipt.refused,
    }
    for outcome, lines in outcomes.items():
        LINES.labels(outcome).inc(lines)
