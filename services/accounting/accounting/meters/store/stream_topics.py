"""The topics of readings on the bus, read from the positions that the database holds.

There is no consumer group: who reads is settled by the lock of the job, from where by the database.
"""

from collections.abc import Collection, Mapping
from typing import Any

import structlog
from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from accounting.meters.domain.stream_records import TOPIC_PREFIX, Record, RecordBatch, enterprise_of
from accounting.meters.store.stream_positions import Partition
from chassis import bus

_MOST_RECORDS = 50_000
_FETCH_BYTES = 8 * 1024 * 1024
_FETCH_WAIT_MS = 1_000
log = structlog.get_logger()


class StreamTopics:
    """One reader of all enterprises' topics. `open` it, `follow` what is there, `poll`."""

    def __init__(self, options: Mapping[str, Any], prefix: str = TOPIC_PREFIX) -> None:
        self._options, self._prefix = dict(options), prefix
        self._consumer: AIOKafkaConsumer | None = None

    async def open(self) -> None:
        self._consumer = AIOKafkaConsumer(
            **self._options,
            group_id=None,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            isolation_level="read_committed",
            fetch_max_wait_ms=_FETCH_WAIT_MS,
            fetch_max_bytes=_FETCH_BYTES,
            max_partition_fetch_bytes=_FETCH_BYTES // 2,
        )
        await self._consumer.start()

    @property
    def is_open(self) -> bool:
        return self._consumer is not None

    async def close(self) -> None:
        consumer, self._consumer = self._consumer, None
        if consumer is not None:
            await bus.stop(consumer)

    async def found(self) -> set[Partition]:
        """Every partition of every enterprise's topic that this user may read."""
        topics = [t for t in await self._reader.topics() if enterprise_of(t, self._prefix)]
        # The partitions of a topic are known once one of them is followed.
        return {(t, p) for t in topics for p in self._reader.partitions_for_topic(t) or {0}}

    @property
    def followed(self) -> set[Partition]:
        return {(each.topic, each.partition) for each in self._reader.assignment()}

    async def follow(
        self, partitions: Collection[Partition], positions: Mapping[Partition, int]
    ) -> None:
        """Read these partitions, each from its position or from the beginning."""
        following = [TopicPartition(*each) for each in partitions]
        firsts = await self._reader.beginning_offsets(following) if following else {}
        ends = await self._reader.end_offsets(following) if following else {}
        self._reader.assign(following)
        for each in following:
            position = positions.get((each.topic, each.partition))
            self._reader.seek(each, _start(each, position, firsts[each], ends[each]))

    async def poll(self, wait_s: float) -> list[RecordBatch]:
        """What came, or nothing when nothing came in time."""
        batches = await self._reader.getmany(
            timeout_ms=int(wait_s * 1000), max_records=_MOST_RECORDS
        )
        return [self._delivery(where, records) for where, records in batches.items()]

    async def waiting(self) -> dict[Partition, int]:
        """How many records of each partition were not polled yet, as the brokers said last."""
        return {
            (each.topic, each.partition): max(0, end - await self._reader.position(each))
            for each in self._reader.assignment()
            if (end := self._reader.highwater(each)) is not None
        }

    @property
    def _reader(self) -> AIOKafkaConsumer:
        if self._consumer is None:
            raise RuntimeError("the topics are not open")
        return self._consumer

    def _delivery(self, where: TopicPartition, records: list[ConsumerRecord]) -> RecordBatch:
        return RecordBatch(
            where.topic,
            where.partition,
            enterprise_of(where.topic, self._prefix) or "",
            [Record(each.offset, each.timestamp, each.value or b"") for each in records],
        )


def _start(where: TopicPartition, position: int | None, first: int, end: int) -> int:
    """Where to read on. What is no longer there, or not there any more, is said loudly."""
    if position is None or first <= position <= end:
        return first if position is None else position
    log.error(
        "readings are not where they were left off; reading from the beginning of the topic",
        topic=where.topic,
        partition=where.partition,
        position=position,
        first=first,
        end=end,
    )
    return first
