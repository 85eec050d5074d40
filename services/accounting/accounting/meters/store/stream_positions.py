"""How far each topic of readings was taken."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.meters.domain.stream_records import RecordBatch
from accounting.meters.store.tables import meter_stream_position

Partition = tuple[str, int]


class TakenElsewhere(Exception):
    """Another worker took records of this partition since this one looked."""


async def positions(tx: AsyncConnection) -> Mapping[Partition, int]:
    """The offset of the next record to take; a partition never taken from is not there."""
    rows = await tx.execute(select(meter_stream_position))
    return {(row.topic, row.partition): row.next_offset for row in rows}


async def advance(tx: AsyncConnection, delivery: RecordBatch, *, expected: int | None) -> None:
    """Move behind a delivery. Raises `TakenElsewhere` unless the position is the expected one.

    The row stays locked until the transaction ends, so of two workers with the same records one
    waits here, then fails and takes back what it did.
    """
    table = meter_stream_position
    row = {
        "topic": delivery.topic,
        "partition": delivery.partition,
        "next_offset": delivery.next_offset,
        "taken_at": func.now(),
    }
    moved = insert(table).values(row)
    moved = moved.on_conflict_do_update(
        index_elements=[table.c.topic, table.c.partition],
        set_={"next_offset": moved.excluded.next_offset, "taken_at": moved.excluded.taken_at},
        where=table.c.next_offset == expected,
    )
    if not (await tx.execute(moved)).rowcount:
        raise TakenElsewhere(f"{delivery.topic}/{delivery.partition} is not at {expected}")
