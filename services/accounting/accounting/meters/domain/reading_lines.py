"""Readings as they arrive, one JSON object a line: every line checked, good ones kept as columns.

Lines in the documented order are checked together. Any other line is read as JSON on its own, so
that a refusal can say what is wrong with it.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from operator import itemgetter

import numpy as np

from accounting.meters.domain.byte_lines import ByteLines, Numbers
from accounting.meters.domain.byte_numbers import DECIMALS, WHOLE_DIGITS
from accounting.meters.domain.reading_faults import ALL, Fault, LineFault, Most
from accounting.meters.domain.reading_meters import Meters
from accounting.meters.domain.reading_scan import (
    CLOCK_TOLERANCE,
    EARLIEST,
    READING,
    Readings,
    sound,
)

_VALUE = rf"[0-9]{{1,{WHOLE_DIGITS}}}(?:\.[0-9]{{1,{DECIMALS}}})?"
_MEMBERS = {"meter", "at", "value", "mark"}


@dataclass(frozen=True)
class ReadingLines:
    """What became of some lines: readings to keep, repetitions of them, and faults.

    Readings are ordered by meter and moment, as the table's index is.
    """

    readings: Readings
    repeated: int
    faults: tuple[LineFault, ...]
    """The first of them, as many as were asked for."""
    refused: int
    """How many there are."""


@dataclass(frozen=True)
class ScannedLines:
    """Lines that were looked at together: sound ones, and those to be read one by one."""

    lines: ByteLines
    first_line: int
    good: Readings
    odd: Numbers


def scan_lines(text: str, first_line: int, meters: Meters, *, now: datetime) -> ScannedLines:
    """Look at whole lines together; blank ones count as lines and are passed over."""
    lines = ByteLines(text.encode())
    good = sound(lines, first_line, meters, now=now)
    odd = np.ones(lines.ends.size, np.bool_)
    odd[good["line"] - first_line] = False
    odd &= lines.ends > lines.begins
    return ScannedLines(lines, first_line, good, np.flatnonzero(odd))


def read_lines(
    text: str, first_line: int, meters: Meters, *, now: datetime, most: Most = ALL
) -> ReadingLines:
    """Check whole lines. Raises `FaultyLinesTooMany`."""
    return read_scanned(scan_lines(text, first_line, meters, now=now), meters, now, most)


def read_scanned(scanned: ScannedLines, meters: Meters, now: datetime, most: Most) -> ReadingLines:
    """What became of lines, after the odd ones were read one by one too."""
    mended, faults = _one_by_one(scanned, meters, now, most)
    kept, repeated, contrary = _once(_in_order(scanned.good, mended))
    faults += [(line, Fault.OTHER_READING) for line in contrary]
    named = sorted(faults, key=itemgetter(0))[: most.shown]
    told = (LineFault(line, scanned.lines.line(line - scanned.first_line), f) for line, f in named)
    return ReadingLines(kept, repeated, tuple(told), len(faults))


def _one_by_one(
    scanned: ScannedLines, meters: Meters, now: datetime, most: Most
) -> tuple[Readings, list[tuple[int, Fault]]]:
    lines, first_line = scanned.lines, scanned.first_line
    good: list[tuple[int, int, datetime, int, int, bool]] = []
    faults: list[tuple[int, Fault]] = []
    for index in scanned.odd.tolist():
        raw = lines.line(index)
        if not raw.strip():
            continue
        outcome = _read_one(raw, meters, now)
        if isinstance(outcome, Fault):
            faults.append((index + first_line, outcome))
            most.check(len(faults))
        else:
            good.append((index + first_line, *outcome))
    return np.array(good, READING), faults


def _read_one(
    raw: str, meters: Meters, now: datetime
) -> Fault | tuple[int, datetime, int, int, bool]:
    content = _members(raw)
    if isinstance(content, Fault):
        return content
    number = meters.numbers.get(content["meter"])
    if number is None:
        return Fault.METER_UNKNOWN
    at = _moment(content["at"], now)
    if isinstance(at, Fault):
        return at
    if not re.fullmatch(_VALUE, content["value"], re.ASCII):
        return Fault.VALUE_INVALID
    digits = meters.digits[content["meter"]]
    if digits is not None and Decimal(content["value"]) >= Decimal(10) ** digits:
        return Fault.VALUE_BEYOND_DIGITS
    whole, _, fraction = content["value"].partition(".")
    return number, at, int(whole), int(fraction.ljust(DECIMALS, "0")), "mark" in content


def _members(raw: str) -> Fault | dict[str, str]:
    """The members of a line. One that is named twice has no meaning, so it is refused."""
    try:
        pairs = json.loads(raw, object_pairs_hook=list)
    except (ValueError, RecursionError):
        return Fault.NOT_JSON
    if not isinstance(pairs, list) or not all(isinstance(each, tuple) for each in pairs):
        return Fault.NOT_JSON
    content = dict(pairs)
    if len(content) < len(pairs) or content.keys() - _MEMBERS:
        return Fault.MEMBER_UNKNOWN
    if not {"meter", "at", "value"} <= content.keys():
        return Fault.MEMBER_MISSING
    if not all(isinstance(each, str) for each in content.values()):
        return Fault.NOT_STRINGS
    return content if content.get("mark", "reset") == "reset" else Fault.MARK_UNKNOWN


def _moment(text: str, now: datetime) -> Fault | datetime:
    """The moment in UTC, without a zone as the columns keep it."""
    try:
        at = datetime.fromisoformat(text)
        at = at.astimezone(UTC) if at.tzinfo else at
    except (ValueError, OverflowError):
        return Fault.MOMENT_INVALID
    if at.tzinfo is None:
        return Fault.MOMENT_WITHOUT_ZONE
    if at > now + CLOCK_TOLERANCE:
        return Fault.MOMENT_IN_FUTURE
    return Fault.MOMENT_TOO_EARLY if at < EARLIEST else at.replace(tzinfo=None)


def _in_order(good: Readings, mended: Readings) -> Readings:
    """By meter and moment; of the same moment, by line."""
    if mended.size:
        good = np.concatenate((good, mended))
        good = good[np.argsort(good["line"])]
    # This sort is stable, so lines stay in their order.
    return good[np.lexsort((good["at"].astype(np.int64), good["meter"]))]


def _once(readings: Readings) -> tuple[Readings, int, Sequence[int]]:
    """One reading per meter and moment, how many lines repeat one, and the lines that contradict
    the first of their meter and moment."""
    meter, at = readings["meter"], readings["at"]
    again = np.zeros(readings.size, np.bool_)
    again[1:] = (meter[1:] == meter[:-1]) & (at[1:] == at[:-1])
    if not again.any():
        return readings, 0, ()
    kept = readings[~again]
    first = kept[np.cumsum(~again) - 1]
    other = readings["reset"] != first["reset"]
    for part in ("whole", "millionths"):
        other |= readings[part] != first[part]
    contrary: list[int] = readings["line"][other].tolist()
    return kept, int(again.sum()) - len(contrary), contrary
