"""Describing meters, and taking in what they show."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.meters.domain import metering
from accounting.meters.domain import meters as rules
from accounting.meters.domain.metering import Metered
from accounting.meters.domain.meters import KnownMeter, Meter, MeterNotFound
from accounting.meters.domain.reading_faults import Fault, LineFault
from accounting.meters.domain.reading_meters import Meters
from accounting.meters.store import meters as store
from accounting.meters.store import readings
from accounting.meters.store.readings import Intake as Intake
from accounting.meters.usecases.checking import MOST, checked
from accounting.meters.usecases.checking import ReadingPiece as ReadingPiece
from accounting.meters.usecases.checking import check as check
from accounting.model.domain.activity import PeriodImpossible, PeriodInFuture
from accounting.products.usecases import enterprises
from accounting.values.domain.calendar import today
from chassis.work import Pool


@dataclass
class Receipt:
    """What became of the lines of a batch; of the faults the first thousand are named."""

    taken: int = 0
    known: int = 0
    refused: int = 0
    faults: list[LineFault] = field(default_factory=list)
    shown: int | None = MOST.shown
    """How many faults are named; None for all."""

    def add_faults(self, faults: tuple[LineFault, ...], refused: int) -> None:
        """Faults of so many lines, which are all of them or the first."""
        self.refused += refused
        self.faults = sorted([*self.faults, *faults], key=lambda each: each.line)[: self.shown]


async def describe(
    tx: AsyncConnection, org: str, id: str, described: Meter
) -> tuple[KnownMeter, bool]:
    """Describe a meter, or describe it anew; True when it is new. Earlier descriptions stay."""
    await enterprises.read(tx, org, org)
    proper = rules.checked(id, described)
    number = await store.lock(tx, id, of=org)
    known = await store.find(tx, id, of=org)
    if known is None:
        return await store.describe(tx, number, id, proper, version=1), True
    if known.meter == proper:
        return known, False
    used = await store.has_readings(tx, number)
    following = rules.replaced(id, known.meter, proper, has_readings=used)
    return await store.describe(tx, number, id, following, version=known.version + 1), False


async def read(tx: AsyncConnection, org: str, id: str) -> KnownMeter:
    found = await store.find(tx, id, of=org)
    if found is None:
        raise MeterNotFound(id=id)
    return found


async def take_readings(
    tx: AsyncConnection, pool: Pool, org: str, stream: AsyncIterator[bytes]
) -> Receipt:
    """Take in readings, one JSON object a line. Good lines are kept, each other one is named.

    Repeating a batch changes nothing: a meter has one reading per moment. However long the stream,
    two pieces of half a megabyte are held at a time. Raises `FaultyLinesTooMany`.
    """
    meters = await meters_of(tx, org)
    intake, receipt = readings.Intake(tx), Receipt()
    async with aclosing(checked(pool, org, stream, meters)) as pieces:
        async for piece in pieces:
            await keep(intake, piece, receipt)
            MOST.check(receipt.refused)
    return receipt


async def meters_of(tx: AsyncConnection, org: str) -> Meters:
    """What lines of readings are checked against."""
    known = await store.all_of(tx, org)
    return Meters(
        {each.id: each.number for each in known}, {each.id: each.meter.digits for each in known}
    )


async def keep(intake: readings.Intake, piece: ReadingPiece, receipt: Receipt) -> None:
    """Store the good lines of a checked piece, and note what became of every line."""
    receipt.known += piece.lines.repeated
    receipt.add_faults(piece.lines.faults, piece.lines.refused)
    if not piece.lines.readings.size:
        return
    added = await intake.add(piece.lines.readings)
    receipt.taken += added.new
    receipt.known += piece.lines.readings.size - added.new - len(added.contrary)
    raw = piece.text.split("\n") if added.contrary else []
    contrary = [(line, raw[line - piece.first_line]) for line in added.contrary]
    other = tuple(LineFault(*each, Fault.OTHER_READING) for each in contrary)
    receipt.add_faults(other, len(other))


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
