"""Readings in the binary format of PostgreSQL's COPY, which it takes in faster than text.

Each row has the same length: a value is six groups of four decimal digits, of which PostgreSQL
strips the zeros. Source: PostgreSQL documentation, COPY, "Binary Format", and `numeric_recv`.
"""

from collections.abc import AsyncIterator

import numpy as np
from numpy.typing import NDArray

from accounting.meters.domain.reading_scan import Readings

COLUMNS = ("meter", "at", "value", "reset")
_GROUP = 10_000
_WHOLE_GROUPS, _DECIMAL_GROUPS, _SCALE = 4, 2, 6
_NUMERIC = np.dtype(
    [
        ("groups", ">i2"),
        ("weight", ">i2"),
        ("sign", ">i2"),
        ("scale", ">i2"),
        ("digits", ">i2", _WHOLE_GROUPS + _DECIMAL_GROUPS),
    ]
)
_ROW = np.dtype(
    [
        ("fields", ">i2"),
        ("meter_bytes", ">i4"),
        ("meter", ">i4"),
        ("at_bytes", ">i4"),
        ("at", ">i8"),
        ("value_bytes", ">i4"),
        ("value", _NUMERIC),
        ("reset_bytes", ">i4"),
        ("reset", "u1"),
    ]
)
_HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
_TRAILER = b"\xff\xff"
_CHUNK_BYTES = 1 << 16
_EPOCH = np.datetime64("2000-01-01", "us")
"""PostgreSQL counts microseconds from here."""


async def binary(readings: Readings) -> AsyncIterator[memoryview]:
    """The columns `COLUMNS` of some readings, for `COPY … WITH (FORMAT binary)`."""
    yield memoryview(_HEADER)
    content = _rows(readings).view(np.uint8).data
    for begins in range(0, content.nbytes, _CHUNK_BYTES):
        yield content[begins : begins + _CHUNK_BYTES]
    yield memoryview(_TRAILER)


def _rows(readings: Readings) -> NDArray[np.void]:
    rows = np.zeros(readings.size, _ROW)
    rows["fields"] = len(COLUMNS)
    for name in COLUMNS:
        rows[f"{name}_bytes"] = _ROW[name].itemsize
    rows["meter"], rows["reset"] = readings["meter"], readings["reset"]
    rows["at"] = (readings["at"] - _EPOCH).astype(np.int64)
    value = rows["value"]
    value["groups"], value["weight"] = _WHOLE_GROUPS + _DECIMAL_GROUPS, _WHOLE_GROUPS - 1
    value["scale"] = _SCALE
    whole = readings["whole"].copy()
    for place in reversed(range(_WHOLE_GROUPS)):
        value["digits"][:, place] = whole % _GROUP
        whole //= _GROUP
    # Six decimals fill the first group, and half of the second.
    value["digits"][:, _WHOLE_GROUPS] = readings["millionths"] // 100
    value["digits"][:, _WHOLE_GROUPS + 1] = readings["millionths"] % 100 * 100
    return rows
