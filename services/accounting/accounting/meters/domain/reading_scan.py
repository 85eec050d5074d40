"""Lines of readings in the documented order, checked together: two million and more a second.

What a line means is told by where its quotes stand, for all lines of a piece at once. A line that
is sound in every respect becomes a reading. Any other line is left to be read as JSON on its own,
which alone decides whether it is refused, and why.
"""

from datetime import UTC, datetime, timedelta
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from accounting.meters.domain.byte_lines import Bools, ByteLines, Field, Numbers
from accounting.meters.domain.byte_numbers import moments, values
from accounting.meters.domain.reading_meters import Meters

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
CLOCK_TOLERANCE = timedelta(minutes=5)
"""Meters' clocks differ from ours by a little."""
READING = np.dtype(
    [
        ("line", "i8"),
        ("meter", "i4"),
        ("at", "M8[us]"),
        ("whole", "i8"),
        ("millionths", "i4"),
        ("reset", "?"),
    ]
)
"""A reading: `at` is UTC, and its value is `whole` and so many `millionths`."""
Readings: TypeAlias = NDArray[np.void]
_QUOTES, _QUOTES_MARKED = 12, 16
_MEMBERS = {0: b"meter", 4: b"at", 8: b"value"}
"""The first quote of each member, and its name."""


def sound(lines: ByteLines, first_line: int, meters: Meters, *, now: datetime) -> Readings:
    """The readings of all lines without any fault, in the order of the lines."""
    rows, quotes, marked = _shaped(lines)
    if not (rows.size and meters.numbers):
        return np.zeros(0, READING)
    meter, moment, value = (
        Field(quotes[left] + 1, quotes[left + 1] - quotes[left] - 1) for left in (2, 6, 10)
    )
    found = np.empty(rows.size, READING)
    found["line"], found["reset"] = rows + first_line, marked
    place, good = _known(lines, meter, meters)
    found["meter"] = meters.columns.numbers[place]
    found["at"], is_moment = moments(lines, moment)
    found["whole"], found["millionths"], is_value = values(lines, value)
    good &= is_moment & is_value
    good &= (found["at"] >= _utc(EARLIEST)) & (found["at"] <= _utc(now + CLOCK_TOLERANCE))
    good &= found["whole"] < meters.columns.capacities[place]
    return found[good]


def _shaped(lines: ByteLines) -> tuple[Numbers, Numbers, Bools]:
    """Lines whose members have the documented names and order: which ones they are, the places of
    their quotes (the first of each line, then the second, …), and which lines end with a mark."""
    quotes = lines.places(b'"')
    first = np.searchsorted(quotes, lines.begins)
    count = np.diff(first, append=quotes.size)
    rows = np.flatnonzero((count == _QUOTES) | (count == _QUOTES_MARKED))
    marked = count[rows] == _QUOTES_MARKED
    widest = int(count[rows].max(initial=_QUOTES))
    q = quotes.take(first[rows] + np.arange(widest)[:, np.newaxis], mode="clip")
    held, last = _ordered(lines, q) & (q[0] == lines.begins[rows] + 1), q[_QUOTES - 1]
    if widest == _QUOTES_MARKED:
        held &= ~marked | _reset(lines, q)
        last = np.where(marked, q[_QUOTES_MARKED - 1], last)
    held &= lines.has(lines.begins[rows], b"{") & _closed(lines, last, lines.ends[rows])
    return (rows, q, marked) if held.all() else (rows[held], q[:, held], marked[held])


def _ordered(lines: ByteLines, quotes: Numbers) -> Bools:
    """Whether the first three members are those documented."""
    held = _apart(lines, quotes[3], quotes[4], b",") & _apart(lines, quotes[7], quotes[8], b",")
    for place, name in _MEMBERS.items():
        held &= _member(lines, quotes[place:], name)
    return held


def _reset(lines: ByteLines, quotes: Numbers) -> Bools:
    """Whether the fourth member is the mark of a reset."""
    mark = _apart(lines, quotes[11], quotes[12], b",") & _member(lines, quotes[12:], b"mark")
    mark &= quotes[15] == quotes[14] + 6
    return mark & lines.says(quotes[14], b'"reset"')


def _member(lines: ByteLines, quotes: Numbers, name: bytes) -> Bools:
    """Whether the first two quotes hold this name, and a value begins at the third."""
    found = lines.says(quotes[0] + 1, name) & _apart(lines, quotes[1], quotes[2], b":")
    found &= quotes[1] == quotes[0] + len(name) + 1
    return found


def _apart(lines: ByteLines, left: Numbers, right: Numbers, sign: bytes) -> Bools:
    """Whether only the sign, with a space behind it or not, stands between two quotes."""
    beside: Bools = (right == left + 3) & lines.has(left + 2, b" ")
    beside |= right == left + 2
    return beside & lines.has(left + 1, sign)


def _closed(lines: ByteLines, last: Numbers, end: Numbers) -> Bools:
    """Whether object and line end behind the last quote."""
    beside: Bools = (end == last + 3) & lines.has(last + 2, b"\r")
    beside |= end == last + 2
    return beside & lines.has(last + 1, b"}")


def _known(lines: ByteLines, field: Field, meters: Meters) -> tuple[Numbers, Bools]:
    """The place of each line's meter among the known ones, and whether it is one of them."""
    known = meters.columns
    behind = np.arange(known.names.itemsize)
    written = lines.data.take(field.begins[:, np.newaxis] + behind, mode="clip")
    written *= behind < field.length[:, np.newaxis]
    names = written.view(known.names.dtype).ravel()
    place = np.searchsorted(known.names, names).clip(max=known.names.size - 1)
    # What numpy compares ends before zero bytes at the end, so the length is compared as well.
    return place, (known.names[place] == names) & (known.lengths[place] == field.length)


def _utc(moment: datetime) -> np.datetime64:
    return np.datetime64(moment.astimezone(UTC).replace(tzinfo=None), "us")
