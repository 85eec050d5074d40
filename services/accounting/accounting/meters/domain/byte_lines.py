"""The lines of a text as bytes in one array, so that all of them are looked at together."""

from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Bools: TypeAlias = NDArray[np.bool_]
Numbers: TypeAlias = NDArray[np.int64]
_MARGIN = 64
"""Zero bytes before and behind the text, so that looking around a place never leaves it."""


@dataclass(frozen=True)
class ByteLines:
    """A text in UTF-8. Places count from the beginning of `data`."""

    text: bytes

    @cached_property
    def data(self) -> NDArray[np.uint8]:
        margin = bytes(_MARGIN)
        return np.frombuffer(b"".join((margin, self.text, margin)), np.uint8)

    @cached_property
    def ends(self) -> Numbers:
        """Where each line ends."""
        return np.append(self.places(b"\n"), self.data.size - _MARGIN)

    @cached_property
    def begins(self) -> Numbers:
        return np.append(_MARGIN, self.ends[:-1] + 1)

    def line(self, index: int) -> str:
        begin, end = int(self.begins[index]) - _MARGIN, int(self.ends[index]) - _MARGIN
        return self.text[begin:end].decode()

    def places(self, sign: bytes) -> Numbers:
        """Wherever a byte stands."""
        return np.flatnonzero(self.data == ord(sign))

    def has(self, places: Numbers, sign: bytes) -> Bools:
        """Whether a byte stands at each place."""
        found: Bools = self.data[places] == ord(sign)
        return found

    def says(self, places: Numbers, expected: bytes) -> Bools:
        """Whether these bytes begin at each place."""
        wanted = np.frombuffer(expected, np.uint8)[:, np.newaxis]
        return every(self.table(places, len(expected)) == wanted)

    def table(self, places: Numbers, width: int) -> NDArray[np.uint8]:
        """The bytes from each place on: the first of all, then the second of all, and so on."""
        found: NDArray[np.uint8] = self.data[places + np.arange(width)[:, np.newaxis]]
        return found


@dataclass(frozen=True)
class Field:
    """Where a value begins in each line, and its length in bytes."""

    begins: Numbers
    length: Numbers

    @property
    def ends(self) -> Numbers:
        return self.begins + self.length


def every(table: Bools) -> Bools:
    """Whether all rows of a table hold, for each column."""
    found: Bools = np.logical_and.reduce(table)
    return found
