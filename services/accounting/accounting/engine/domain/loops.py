"""A loop as numbers: what its nodes take from one another, and what is wanted of them outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from accounting.values.domain.numbers import EXACT

Numbers = NDArray[np.intp]


@dataclass(frozen=True)
class Loop:
    """x = b + Mx over numbered nodes."""

    users: Numbers
    suppliers: Numbers
    amounts: Sequence[Decimal]
    """What one unit of the user takes of the supplier; a pair of them occurs once."""
    wanted: Sequence[Decimal]
    """b, what is wanted of each node outside the loop."""

    @classmethod
    def of(
        cls,
        users: ArrayLike,
        suppliers: ArrayLike,
        amounts: Sequence[Decimal],
        wanted: Sequence[Decimal],
    ) -> Self:
        """Adds up, in the order given, what a user takes of one supplier in several ways."""
        pairs = np.array([users, suppliers], np.intp)
        # Adding up needs Python for every link, so it is left out where no pair occurs twice.
        if len(np.unique(pairs[0] * len(wanted) + pairs[1])) == len(amounts):
            return cls(pairs[0], pairs[1], amounts, wanted)
        sums: dict[tuple[int, int], Decimal] = {}
        # In the order given: in another one the last of fifty digits may differ, and the seal
        # with it.
        for user, supplier, amount in zip(*pairs.tolist(), amounts, strict=True):
            before = sums.get((user, supplier))
            sums[user, supplier] = amount if before is None else EXACT.add(before, amount)
        once = np.array(list(sums), np.intp)
        return cls(once[:, 0], once[:, 1], list(sums.values()), wanted)
