"""Checking a stream of readings beside the loop, piece by piece, the next while one is stored."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass
from datetime import datetime

from accounting.meters.domain.reading_faults import Most
from accounting.meters.domain.reading_lines import (
    ReadingLines,
    read_lines,
    read_scanned,
    scan_lines,
)
from accounting.meters.domain.reading_meters import Meters
from accounting.meters.domain.reading_stream import whole_lines
from chassis import clock
from chassis.work import Pool

MOST = Most(shown=1000, faults=10_000)
"""Of a batch: whoever has more faulty lines is served better by the file that an upload returns."""
_ODD_HERE = 500
"""More lines than these take a thread so long, one by one, that the loop would notice."""
_CPU_S, _MEMORY_BYTES = 20, 1 << 30


@dataclass(frozen=True)
class ReadingPiece:
    """Some lines of a stream, and what became of them."""

    first_line: int
    text: str
    lines: ReadingLines


def check(first_line: int, text: str, meters: Meters, *, now: datetime) -> ReadingPiece:
    """Check some whole lines; takes a while, so it belongs beside the loop."""
    return ReadingPiece(first_line, text, read_lines(text, first_line, meters, now=now))


async def checked(
    pool: Pool, org: str, stream: AsyncIterator[bytes], meters: Meters
) -> AsyncGenerator[ReadingPiece]:
    """Pieces of the stream, each checked while the one before it is being stored.

    Each names its first thousand faults. Raises `FaultyLinesTooMany` and what the pool raises.
    """
    ahead: asyncio.Task[ReadingPiece] | None = None
    try:
        async for first_line, text in whole_lines(stream):
            following = asyncio.create_task(_beside(pool, org, first_line, text, meters))
            ready, ahead = ahead, following
            if ready:
                yield await ready
        if ahead:
            yield await ahead
    finally:
        if ahead:
            ahead.cancel()


async def _beside(pool: Pool, org: str, first_line: int, text: str, meters: Meters) -> ReadingPiece:
    """A piece, checked in a thread, or in a process where much of it is not as documented."""
    given = (text, first_line, meters, clock.now())
    lines = await asyncio.to_thread(_while_it_is_quick, *given)
    if lines is None:
        lines = await pool.run(
            _at_length, *given, org=org, cpu_s=_CPU_S, memory_bytes=_MEMORY_BYTES
        )
    return ReadingPiece(first_line, text, lines)


def _while_it_is_quick(
    text: str, first_line: int, meters: Meters, now: datetime
) -> ReadingLines | None:
    scanned = scan_lines(text, first_line, meters, now=now)
    if scanned.odd.size > _ODD_HERE:
        return None
    return read_scanned(scanned, meters, now, MOST)


def _at_length(text: str, first_line: int, meters: Meters, now: datetime) -> ReadingLines:
    return read_lines(text, first_line, meters, now=now, most=MOST)
