"""Lines that came over the bus and were refused, as they came, each with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Row, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.custody.store.secrets import Content
from accounting.meters.domain.reading_faults import SHOWN_CHARACTERS, Fault
from accounting.meters.domain.search import RejectedReadingsAsked
from accounting.meters.domain.stream_records import RecordBatch, StreamPlace
from accounting.meters.store.tables import REJECTED, rejected_reading
from chassis import clock
from chassis.listing import fitting, newest

_AT_ONCE = 1000
_ANY_BYTES = "latin-1"
"""The encoding that turns any bytes into characters and back."""


@dataclass(frozen=True)
class RejectedReading:
    """One refused line, and where it stands in its topic."""

    id: UUID
    at: datetime
    topic: str
    partition: int
    place: StreamPlace
    fault: Fault

    @property
    def shown(self) -> str:
        """As much of the line as an answer repeats."""
        return self.place.raw.decode(errors="replace")[:SHOWN_CHARACTERS]

    @property
    def position(self) -> tuple[str, str]:
        """Where the next page of a list begins."""
        return self.at.isoformat(), str(self.id)


async def add(
    tx: AsyncConnection, delivery: RecordBatch, rejected: Sequence[tuple[StreamPlace, Fault]]
) -> None:
    """Keep refused lines; one that is kept already is the same line, read again."""
    now = clock.now()
    rows = [
        {
            "id": uuid4(),
            "enterprise": delivery.enterprise,
            "created_at": now,
            "topic": delivery.topic,
            "partition": delivery.partition,
            "record_offset": place.offset,
            "written_ms": place.written_ms,
            "line": place.line,
            "raw": place.raw.decode(_ANY_BYTES),
            "code": fault.code,
        }
        for place, fault in rejected
    ]
    once = insert(rejected_reading).on_conflict_do_nothing(constraint="rejected_reading_once")
    for first in range(0, len(rows), _AT_ONCE):
        some = rows[first : first + _AT_ONCE]
        await tx.execute(once, await REJECTED.conceal_all(tx, some, delivery.enterprise))


async def page(
    tx: AsyncConnection, asked: RejectedReadingsAsked, *, of: str
) -> list[RejectedReading]:
    """The refused lines of an enterprise, newest first."""
    statement = select(rejected_reading).where(
        rejected_reading.c.enterprise == of, *fitting((rejected_reading.c.code, asked.code))
    )
    rows = (await tx.execute(newest(statement, rejected_reading, asked))).all()
    revealed = await REJECTED.reveal(tx, rows)
    return [_rejected(row, secret) for row, secret in zip(rows, revealed, strict=True)]


def _rejected(row: Row[tuple[object, ...]], secret: Content) -> RejectedReading:
    raw = str(secret["raw"]).encode(_ANY_BYTES)
    return RejectedReading(
        id=row.id,
        at=row.created_at,
        topic=row.topic,
        partition=row.partition,
        place=StreamPlace(row.record_offset, row.written_ms, row.line, raw),
        fault=Fault[row.code.upper().replace("-", "_")],
    )
