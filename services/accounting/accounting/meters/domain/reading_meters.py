"""The meters that lines of readings are checked against."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

_MOST_DIGITS = 18


@dataclass(frozen=True)
class MeterColumns:
    """Meters in the order of their identifiers, one array for each thing known of them."""

    names: NDArray[np.bytes_]
    lengths: NDArray[np.int64]
    numbers: NDArray[np.int32]
    capacities: NDArray[np.int64]
    """The count that a meter cannot show any more."""


@dataclass(frozen=True)
class Meters:
    """The caller's meters by identifier: the number that readings carry, and the digits."""

    numbers: Mapping[str, int]
    digits: Mapping[str, int | None]

    @cached_property
    def columns(self) -> MeterColumns:
        """In the order in which bytes are compared, as identifiers are ASCII."""
        names = sorted(self.numbers)
        digits = [self.digits[name] for name in names]
        return MeterColumns(
            np.array([name.encode() for name in names], np.bytes_),
            np.array([len(name) for name in names], np.int64),
            np.array([self.numbers[name] for name in names], np.int32),
            np.array([10 ** (_MOST_DIGITS if each is None else each) for each in digits], np.int64),
        )
