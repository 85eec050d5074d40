"""What a meter counted in a period: steps between readings, roll-overs, resets and doubts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from itertools import pairwise

from accounting.meters.domain.meters import Meter
from accounting.values.domain.numbers import EXACT, plain, rounded
from chassis.refusals import Conflict

CHINA = timezone(timedelta(hours=8))
DECIMALS = 6
_NEARLY_FULL, _NEARLY_EMPTY = Decimal("0.9"), Decimal("0.1")


class ReadingsMissing(Conflict):
    """The readings do not reach from the beginning to the end of the period."""

    zh = "计量表 {id} 的读数未覆盖 {start} 至 {end}。请补传期初当时或之前、期末当时或之后的读数。"
    en = (
        "The readings of meter {id} do not cover {start} to {end}; send one at or before its "
        "beginning and one at or after its end."
    )


class MeterWentBackwards(Conflict):
    """A reading is lower than the one before, and it was neither a roll-over nor a reset."""

    zh = (
        "计量表 {id} 在 {at} 的读数 {value} 小于前一读数 {before}。"
        '若已换表或清零,请补传两者之间带 "mark": "reset" 的起始读数;否则请人工填报并附证据。'
    )
    en = (
        "Meter {id} shows {value} at {at}, less than {before} before. If it was exchanged or "
        'reset, send its first count between the two with "mark": "reset"; otherwise report the '
        "total by hand, with evidence."
    )


@dataclass(frozen=True)
class Reading:
    """What a meter showed at a moment; `reset` when it began to count anew from there."""

    at: datetime
    value: Decimal
    reset: bool = False


class Doubt(StrEnum):
    """What a reviewer should know about a metered amount."""

    ROLLED_OVER = "rolled-over"
    RESET = "reset"
    GAP = "gap"
    UNCALIBRATED = "uncalibrated"
    INTERPOLATED = "interpolated"
    """The period began or ended between two readings."""


@dataclass(frozen=True)
class Noted:
    """How often a doubt arose, and when first."""

    doubt: Doubt
    times: int
    first: datetime


@dataclass(frozen=True)
class Metered:
    """The amount of a period in the meter's unit, with what it rests on."""

    amount: Decimal
    unit: str
    readings: int
    first: Reading
    last: Reading
    doubts: tuple[Noted, ...]
    sha256: str
    """Of the readings it rests on, as `digest` writes them."""


@dataclass
class _Sum:
    amount: Decimal = Decimal(0)
    noted: dict[Doubt, Noted] = field(default_factory=dict)

    def note(self, doubt: Doubt, at: datetime) -> None:
        known = self.noted.get(doubt)
        self.noted[doubt] = (
            Noted(doubt, known.times + 1, known.first) if known else Noted(doubt, 1, at)
        )


def midnight(day: date) -> datetime:
    """The moment a day begins in China; periods are reckoned there."""
    return datetime.combine(day, time(), CHINA)


def months(start: date, end: date) -> Iterator[tuple[date, date]]:
    """The calendar months of a period, the first and the last as far as they belong to it."""
    while start < end:
        following = (start.replace(day=1) + timedelta(days=32)).replace(day=1)
        yield start, min(following, end)
        start = following


def metered(id: str, meter: Meter, readings: Iterable[Reading], start: date, end: date) -> Metered:
    """What the meter counted from the beginning of `start` to the beginning of `end`.

    Between two readings the count is taken to grow evenly, so a step that reaches over the edge of
    the period counts with the part of its time that lies inside. What was counted up to an edge is
    rounded once, to six decimals, half to even; two periods that meet share that number, so months
    add up to their year. All else is exact. Readings may come in any order.
    Raises `ReadingsMissing` and `MeterWentBackwards`.
    """
    begins, ends = midnight(start), midnight(end)
    used = _reaching(sorted(readings, key=lambda reading: reading.at), begins, ends)
    if len(used) < 2 or used[0].at > begins or used[-1].at < ends:
        raise ReadingsMissing(id=id, start=start, end=end)
    result = _Sum()
    for edge, reading in ((begins, used[0]), (ends, used[-1])):
        if edge != reading.at:
            result.note(Doubt.INTERPOLATED, edge)
    for before, after in pairwise(used):
        step = EXACT.multiply(_step(id, meter, before, after, result), meter.multiplier)
        result.amount = EXACT.add(result.amount, _inside(step, before.at, after.at, begins, ends))
    for reading in used:
        if not meter.calibrated(reading.at):
            result.note(Doubt.UNCALIBRATED, reading.at)
    doubts = tuple(result.noted[doubt] for doubt in Doubt if doubt in result.noted)
    return Metered(result.amount, meter.unit, len(used), used[0], used[-1], doubts, digest(used))


def digest(readings: Iterable[Reading]) -> str:
    """SHA-256 over one line a reading: moment in UTC, value, and whether it is a reset."""
    marks = {True: "reset", False: "-"}
    lines = (
        f"{each.at.astimezone(UTC).isoformat()} {plain(each.value)} {marks[each.reset]}\n"
        for each in readings
    )
    return sha256("".join(lines).encode()).hexdigest()


def _reaching(readings: list[Reading], begins: datetime, ends: datetime) -> list[Reading]:
    """Those in the period, with the last one at or before and the first at or after it."""
    first = max((n for n, each in enumerate(readings) if each.at <= begins), default=0)
    last = min((n for n, each in enumerate(readings) if each.at >= ends), default=len(readings))
    return readings[first : last + 1]


def _step(id: str, meter: Meter, before: Reading, after: Reading, result: _Sum) -> Decimal:
    """Counts between two readings. What ran before a reset is not known, and counts as nothing."""
    if meter.pause and after.at - before.at > 2 * meter.pause:
        result.note(Doubt.GAP, before.at)
    if after.reset:
        result.note(Doubt.RESET, after.at)
        return Decimal(0)
    if after.value >= before.value:
        return EXACT.subtract(after.value, before.value)
    full = meter.capacity
    if full and before.value >= full * _NEARLY_FULL and after.value <= full * _NEARLY_EMPTY:
        result.note(Doubt.ROLLED_OVER, after.at)
        return EXACT.subtract(EXACT.add(after.value, full), before.value)
    raise MeterWentBackwards(id=id, at=after.at.isoformat(), value=after.value, before=before.value)


def _inside(
    step: Decimal, since: datetime, until: datetime, begins: datetime, ends: datetime
) -> Decimal:
    """The part of a step that falls into the period, in proportion to time."""

    def counted(moment: datetime) -> Decimal:
        if moment == until:
            return step
        passed = EXACT.multiply(step, Decimal((moment - since) // _MICROSECOND))
        return rounded(EXACT.divide(passed, Decimal((until - since) // _MICROSECOND)), DECIMALS)

    return EXACT.subtract(counted(min(until, ends)), counted(max(since, begins)))


_MICROSECOND = timedelta(microseconds=1)
