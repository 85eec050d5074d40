"""Readings on the bus: whose a topic is, and records as the numbered lines of one text."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from accounting.meters.domain.reading_stream import PIECE_BYTES

TOPIC_PREFIX = "accounting.meter-readings."
"""An enterprise's topic ends with its unified social credit code. Whoever may write there, and the
brokers know who that is, speaks for that enterprise and for no other."""
_USCC = re.compile(r"[0-9A-Z]{18}")


@dataclass(frozen=True)
class Record:
    """What somebody wrote to a topic at once: some lines, each a JSON object."""

    offset: int
    written_ms: int
    """Its timestamp, in milliseconds since 1970."""
    value: bytes

    @cached_property
    def lines(self) -> list[bytes]:
        return self.value.split(b"\n")


@dataclass(frozen=True)
class StreamPlace:
    """Where a line stands in a topic; lines of a record count from 1."""

    offset: int
    written_ms: int
    line: int
    raw: bytes


@dataclass(frozen=True)
class RecordBatch:
    """Records that follow one another in a partition of an enterprise's topic."""

    topic: str
    partition: int
    enterprise: str
    records: Sequence[Record]

    @property
    def next_offset(self) -> int:
        return self.records[-1].offset + 1

    def halves(self) -> tuple["RecordBatch", "RecordBatch"]:
        middle = len(self.records) // 2
        return self._with(self.records[:middle]), self._with(self.records[middle:])

    def pieces(self) -> Iterator[tuple[int, str]]:
        """The lines of all records in pieces of about a megabyte, each with its first number.

        Bytes that are not UTF-8 become U+FFFD, so that just the line they are in is refused.
        """
        held: list[bytes] = []
        size, first = 0, 1
        for record, following in zip(self.records, self._firsts[1:], strict=True):
            held.append(record.value)
            size += len(record.value)
            if size >= PIECE_BYTES:
                yield first, b"\n".join(held).decode(errors="replace")
                held, size, first = [], 0, following
        if held:
            yield first, b"\n".join(held).decode(errors="replace")

    def place(self, line: int) -> StreamPlace:
        """Where a line of the pieces came from."""
        index = bisect_right(self._firsts, line) - 1
        record, within = self.records[index], line - self._firsts[index]
        return StreamPlace(record.offset, record.written_ms, within + 1, record.lines[within])

    @cached_property
    def _firsts(self) -> list[int]:
        """The number of each record's first line, and of the line after the last one."""
        return list(accumulate((each.value.count(b"\n") + 1 for each in self.records), initial=1))

    def _with(self, records: Sequence[Record]) -> "RecordBatch":
        return RecordBatch(self.topic, self.partition, self.enterprise, records)


def enterprise_of(topic: str, prefix: str = TOPIC_PREFIX) -> str | None:
    """Whose readings a topic carries; None for any other topic."""
    code = topic.removeprefix(prefix)
    return code if topic.startswith(prefix) and _USCC.fullmatch(code) else None
