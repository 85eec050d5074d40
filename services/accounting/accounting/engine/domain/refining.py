"""Solves large loops by refinement: floats propose, integers decide.

A solution in floats has some fifteen digits. What it leaves over is computed exactly, in integers,
and solved in floats in its turn, until a proven bound of the error says that rounding to fifty
digits can come out in one way only. The result is the correctly rounded solution on any machine,
whatever its floats do, and the same that elimination gives.

The bound: a loop is x = b + Mx with M >= 0. If some w > 0 has v = w - Mw > 0, then I - M has an
inverse that is nowhere negative, so an x that leaves r over is wrong by at most max(|r| / v) * w.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal, Inexact
from functools import reduce
from itertools import repeat
from operator import eq
from typing import Self

import numpy as np
from numpy.typing import NDArray

from accounting.engine.domain.loops import Loop
from accounting.engine.domain.sweeps import Floats, Sweeps, users_first
from accounting.values.domain.numbers import EXACT, PRECISION

Integers = NDArray[np.object_]
"""Of any size."""

_WIDE = Context(prec=2_000, rounding=ROUND_HALF_EVEN, traps=[Inexact])
"""Wide enough that nothing is rounded; what would be is no case for refinement."""
_ROUNDS = 40
_SPARE = (10, 30, 60)
"""Digits carried beyond those of a result; more where rounding is still ambiguous."""
_LARGEST_SCALE = 240
_UNIT = 2.0**-53
_ROUGH = 1e-3
"""The weights of the bound need to be good, hardly ever exact."""
_DECIDES = 1e-49
"""Of a value: with a larger error no rounding to fifty digits is certain."""
_ROOM = 1e-9
"""Relative room for the floats in which bounds are computed, far more than they need."""


def refined(loop: Loop) -> list[Decimal] | None:
    """What each node delivers, to fifty digits; None where floats do not get there.

    That is no verdict on the loop: it may be unproductive, nearly so, or many orders apart.
    """
    # The bound holds for M >= 0 only; what is credited below zero is left to elimination.
    if any(map(Decimal.is_signed, loop.amounts)) or any(map(Decimal.is_signed, loop.wanted)):
        return None
    try:
        with np.errstate(all="ignore"):
            return _Refinement(loop).solved()
    # Amounts of too many digits, or values beyond what floats hold, are no error of the caller.
    except (Inexact, OverflowError):
        return None


class _Refinement:
    """M by rows of suppliers, in integers of ten to the minus `places`; users before suppliers."""

    def __init__(self, loop: Loop) -> None:
        self.nodes = len(loop.wanted)
        self.order = users_first(loop.users, loop.suppliers, self.nodes)
        self.place = np.argsort(self.order)
        users, suppliers = self.place[loop.users], self.place[loop.suppliers]
        # Sorted by supplier, so that one pass over the rows adds up what each of them delivers.
        by_supplier = np.argsort(suppliers, kind="stable")
        self.rows, self.columns = suppliers[by_supplier], users[by_supplier]
        self.taken = np.unique(self.rows, return_index=True)
        """The nodes that others take, and where the links to each begin."""
        self.wanted = list(map(loop.wanted.__getitem__, self.order.tolist()))
        amounts = list(map(loop.amounts.__getitem__, by_supplier.tolist()))
        self.places = places_of(amounts)
        self.amounts = integers(amounts, self.places)
        self.weights: Floats = (self.amounts / 10**self.places).astype(np.float64)
        self.sweeps = Sweeps.of(self.columns, self.rows, self.weights, self.nodes)

    def solved(self) -> list[Decimal] | None:
        """Refined until rounding is certain; None where floats or bounds do not get there."""
        demand = np.array([float(amount) for amount in self.wanted])
        first = self.floats(demand)
        # Floats that come out below zero have lost their way, and no bound can be built on them.
        if first is None or not (first >= 0).all():
            return None
        # Nodes that nobody wants come to exactly 0, which no relative bound could ever reach.
        live = first > 0
        largest = first.max(initial=0.0)
        bound = _Bound.of(self, np.where(live, first, largest or 1.0))
        if bound is None or not (live.all() or self.closed(live, demand > 0)):
            return None
        if not largest:
            return [Decimal(0)] * self.nodes
        # The smallest value needs fifty digits of its own, so it decides how many decimals are
        # carried.
        digits = PRECISION - int(np.floor(np.log10(first[live].min())))
        for spare in _SPARE:
            places = max(0, digits + spare)
            if places + self.places > _LARGEST_SCALE:
                break
            if found := self.refined(first, bound, places):
                return self.as_it_was(found)
        return None

    def refined(self, first: Floats, bound: "_Bound", places: int) -> list[Decimal] | None:
        """Rounds of exact remainders until rounding to fifty digits is certain, or none gets
        smaller. `places` decimals are carried.
        """
        unit, small = 10.0**places, 10.0 ** -(places + self.places)
        wanted = integers(self.wanted, places + self.places)
        values = _whole(first * unit)
        sizes, before = np.where(first > 0, first, np.inf), np.inf
        for _ in range(_ROUNDS):
            left = self.left(values, wanted).astype(np.float64) * small
            # One more unit for what the conversion to floats took off.
            worst = bound.worst(np.abs(left) + small)
            # A round that gains less than two bits has met the limit of the floats and will not
            # gain more.
            if not worst < before / 4:
                break
            before, errors = worst, worst * bound.weights
            # Rounding is asked for only when every error is small enough to make an answer
            # likely.
            if (errors < sizes * _DECIDES).all() and (
                found := _rounded(values, errors * unit, places)
            ):
                return found
            step = self.floats(left)
            if step is None:
                break
            values = values + _whole(np.rint(np.where(first > 0, step, 0.0) * unit))
        return None

    def left(self, values: Integers, wanted: Integers) -> Integers:
        """b + Mx - x, exactly, in units of both scales together."""
        found: Integers = wanted - values * 10**self.places
        taken, first = self.taken
        found[taken] += np.add.reduceat(self.amounts * values[self.columns], first)
        return found

    def floats(self, right: Floats, *, enough: float = 2 * _UNIT) -> Floats | None:
        """(I - M)^-1 times the right side, nearly."""
        return None if self.sweeps is None else self.sweeps(right, enough=enough)

    def passed_on(self, values: Floats) -> Floats:
        """Mx."""
        taken = self.weights * values[self.columns]
        return np.asarray(np.bincount(self.rows, taken, self.nodes), np.float64)

    def closed(self, live: NDArray[np.bool_], wanted: NDArray[np.bool_]) -> bool:
        """Nothing outside `live` is wanted by anyone, so that its deliveries are exactly 0."""
        return not (wanted & ~live).any() and not (live[self.columns] & ~live[self.rows]).any()

    def as_it_was(self, found: list[Decimal]) -> list[Decimal]:
        """In the order of the loop's own numbers."""
        return list(map(found.__getitem__, self.place.tolist()))


class _Bound:
    """w and v = w - Mw, both above 0: what is left over limits the error."""

    def __init__(self, weights: Floats, least: Floats) -> None:
        self.weights, self._least = weights, least

    @classmethod
    def of(cls, loop: _Refinement, scale: Floats) -> Self | None:
        """None where no such w is found. The floats' own rounding is allowed for."""
        longest = int(np.bincount(loop.rows).max())
        # Twice: rough weights do nearly always, and exact ones cost as much as another solution.
        for enough in (_ROUGH, 2 * _UNIT):
            weights = loop.floats(scale, enough=enough)
            if weights is None or not (weights > 0).all():
                return None
            taken = loop.passed_on(weights)
            # Standard estimate of a sum's rounding: so many operations, each wrong by half a unit
            # at most.
            least = weights - taken - (longest + 9) * 4 * _UNIT * (weights + taken)
            if (least > scale / 4).all():
                return cls(weights, least)
        return None

    def worst(self, left: Floats) -> float:
        """Times the weights it is the largest error of a solution that leaves so much over."""
        return float(np.max(left / self._least)) * (1 + _ROOM)


def _rounded(values: Integers, errors: Floats, places: int) -> list[Decimal] | None:
    """To fifty digits; None where an error decides how."""
    # Both ends of what the value can be must round to the same, else more digits are carried.
    most = np.where(values == 0, 0, _whole(errors * (1 + _ROOM)) + 1)
    low = list(map(EXACT.create_decimal, values - most))
    high = map(EXACT.create_decimal, values + most)
    return list(map(EXACT.scaleb, low, repeat(-places))) if all(map(eq, low, high)) else None


def places_of(amounts: Sequence[Decimal]) -> int:
    """Decimals of the amount that has most: what an exact sum of all has."""
    exponent = reduce(_WIDE.add, amounts, Decimal(0)).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def integers(amounts: Sequence[Decimal], places: int) -> Integers:
    """In units of ten to the minus `places`, exactly."""
    whole = map(_WIDE.scaleb, amounts, repeat(Decimal(places)))
    return np.array(list(map(int, whole)), object)


def _whole(values: Floats) -> Integers:
    # Through Python's integers: numpy's own would overflow above nineteen digits without a word.
    return np.array(list(map(int, values.tolist())), object)
