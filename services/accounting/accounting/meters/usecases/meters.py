"""Describing meters, and taking in what they show."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.meters.domain import metering
from accounting.meters.domain import meters as rules
from accounting.meters.domain.metering import Metered
from accounting.meters.domain.meters import KnownMeter, Meter, MeterNotFound
from accounting.meters.domain.reading_faults import Fault, LineFault
from accounting.meters.domain.reading_lines import ReadingLines, read_lines
from accounting.meters.domain.reading_meters import Meters
from accounting.meters.domain.reading_stream import whole_lines
from accounting.meters.store import meters as store
from accounting.meters.store import readings
from accounting.meters.store.readings import Intake as Intake
from accounting.model.domain.activity import PeriodImpossible, PeriodInFuture
from accounting.products.usecases import enterprises
from accounting.values.domain.calendar import today
from chassis import clock

SHOWN_FAULTS = 1000


@dataclass
class Receipt:
    """What became of the lines of a batch; of the faults the first thousand are named."""

    taken: int = 0
    known: int = 0
    refused: int = 0
    faults: list[LineFault] = field(default_factory=list)
    shown: int | None = SHOWN_FAULTS
    """How many faults are named; None for all."""

    def add_faults(self, faults: tuple[LineFault, ...]) -> None:
        self.refused += len(faults)
        self.faults = sorted([*self.faults, *faults], key=lambda each: each.line)[: self.shown]


@dataclass(frozen=True)
class ReadingPiece:
    """Some lines of a stream, and what became of them."""

    first_line: int
    text: str
    lines: ReadingLines


async def describe(
    tx: AsyncConnection, org: str, id: str, described: Meter
) -> tuple[KnownMeter, bool]:
    """Describe a meter, or describe it anew; True when it is new. Earlier descriptions stay."""
    await enterprises.read(tx, org, org)
    checked = rules.checked(id, described)
    number = await store.lock(tx, id, of=org)
    known = await store.find(tx, id, of=org)
    if known is None:
        return await store.describe(tx, number, id, checked, version=1), True
    if known.meter == checked:
        return known, False
    used = await store.has_readings(tx, number)
    following = rules.replaced(id, known.meter, checked, has_readings=used)
    return await store.describe(tx, number, id, following, version=known.version + 1), False


async def read(tx: AsyncConnection, org: str, id: str) -> KnownMeter:
    found = await store.find(tx, id, of=org)
    if found is None:
        raise MeterNotFound(id=id)
    return found


async def take_readings(tx: AsyncConnection, org: str, stream: AsyncIterator[bytes]) -> Receipt:
    """Take in readings, one JSON object a line. Good lines are kept, each other one is named.

    Repeating a batch changes nothing: a meter has one reading per moment. However long the stream,
    two pieces of half a megabyte are held at a time.
    """
    meters = await meters_of(tx, org)
    intake, receipt = readings.Intake(tx), Receipt()
    async for piece in _checked(stream, meters):
        await keep(intake, piece, receipt)
    return receipt


async def meters_of(tx: AsyncConnection, org: str) -> Meters:
    """What lines of readings are checked against."""
    known = await store.all_of(tx, org)
    return Meters(
        {each.id: each.number for each in known}, {each.id: each.meter.digits for each in known}
    )


def check(first_line: int, text: str, meters: Meters, *, now: datetime) -> ReadingPiece:
    """Check some whole lines; takes a while, so it belongs beside the loop."""
    return ReadingPiece(first_line, text, read_lines(text, first_line, meters, now=now))


async def keep(intake: readings.Intake, piece: ReadingPiece, receipt: Receipt) -> None:
    """Store the good lines of a checked piece, and note what became of every line."""
    receipt.known += piece.lines.repeated
    receipt.add_faults(piece.lines.faults)
    if not piece.lines.readings.size:
        return
    added = await intake.add(piece.lines.readings)
    receipt.taken += added.new
    receipt.known += piece.lines.readings.size - added.new - len(added.contrary)
    raw = piece.text.split("\n") if added.contrary else []
    contrary = [(line, raw[line - piece.first_line]) for line in added.contrary]
    receipt.add_faults(tuple(LineFault(*each, Fault.OTHER_READING) for each in contrary))


async def consumption(
    tx: AsyncConnection, org: str, id: str, start: date, end: date
) -> list[tuple[date, date, Metered]]:
    """What a meter counted in each month of a period that is over."""
    known = await read(tx, org, id)
    check_period(start, end)
    return [(a, b, await metered(tx, known, a, b)) for a, b in metering.months(start, end)]


def check_period(start: date, end: date) -> None:
    """Raises `PeriodImpossible` or `PeriodInFuture`."""
    if end <= start:
        raise PeriodImpossible(start=start, end=end)
    if end > today():
        raise PeriodInFuture(end=end, today=today())


async def metered(tx: AsyncConnection, known: KnownMeter, start: date, end: date) -> Metered:
    """What a meter counted in a period."""
    begins, ends = metering.midnight(start), metering.midnight(end)
    found = await readings.reaching(tx, known.number, begins, ends)
    return metering.metered(known.id, known.meter, found, start, end)


async def _checked(stream: AsyncIterator[bytes], meters: Meters) -> AsyncIterator[ReadingPiece]:
    """Pieces of the stream, each checked in a thread while the one before it is being stored."""
    ahead: asyncio.Task[ReadingPiece] | None = None
    try:
        async for first_line, text in whole_lines(stream):
            checking = partial(check, first_line, text, meters, now=clock.now())
            following = asyncio.create_task(asyncio.to_thread(checking))
            ready, ahead = ahead, following
            if ready:
                yield await ready
        if ahead:
            yield await ahead
    finally:
        if ahead:
            ahead.cancel()
