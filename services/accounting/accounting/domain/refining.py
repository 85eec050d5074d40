"""Solves large loops by refinement: floats propose, integers decide.

A solution in floats has some fifteen digits. What it leaves over is computed exactly, in integers,
and solved in floats in its turn, until a proven bound of the error says that rounding to fifty
digits can come out in one way only. The result is the correctly rounded solution on any machine,
whatever its floats do, and the same that elimination gives.

The bound: a loop is x = b + Mx with M >= 0. If some w > 0 has v = w - Mw > 0, then I - M has an
inverse that is nowhere negative, so an x that leaves r over is wrong by at most max(|r| / v) * w.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal, Inexact
from itertools import pairwise
from operator import mul, sub
from typing import Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from accounting.domain.numbers import EXACT, PRECISION

Floats = NDArray[np.float64]
_Node = TypeVar("_Node")

_WIDE = Context(prec=2_000, rounding=ROUND_HALF_EVEN, traps=[Inexact])
"""Wide enough that nothing is rounded; what would be is no case for refinement."""
_ROUNDS, _TERMS, _EACH = 40, 4_000, 8
_SPARE = (10, 30, 60)
"""Digits carried beyond those of a result; more where rounding is still ambiguous."""
_LARGEST_SCALE = 240
_UNIT = 2.0**-53
_ROUGH = 1e-3
"""The weights of the bound need to be good, hardly ever exact."""
_ROOM = 1e-9
"""Relative room for the floats in which bounds are computed, far more than they need."""


def refined(
    takes: Mapping[_Node, Mapping[_Node, Decimal]], wanted: Mapping[_Node, Decimal]
) -> dict[_Node, Decimal] | None:
    """What each node delivers, to fifty digits; None where floats do not get there.

    That is no verdict on the loop: it may be unproductive, nearly so, or too deep for a series.
    """
    try:
        with np.errstate(all="ignore"):
            found = _Loop(takes, [wanted.get(node, Decimal(0)) for node in takes]).solved()
    except (Inexact, OverflowError):
        return None
    return None if found is None else dict(zip(takes, found, strict=True))


class _Loop:
    """x = b + Mx: M by rows of suppliers, in integers of ten to the minus `places`."""

    def __init__(
        self, takes: Mapping[_Node, Mapping[_Node, Decimal]], wanted: Sequence[Decimal]
    ) -> None:
        number = {node: at for at, node in enumerate(takes)}
        links = [
            (number[supplier], at, amount)
            for at, row in enumerate(takes.values())
            for supplier, amount in row.items()
            if amount
        ]
        links.sort(key=lambda link: link[0])
        self.wanted, self.nodes = wanted, len(number)
        self.users = [user for _, user, _ in links]
        amounts = [amount for _, _, amount in links]
        self.rows = np.array([supplier for supplier, _, _ in links], np.intp)
        self.columns = np.array(self.users, np.intp)
        self.edges = np.searchsorted(self.rows, np.arange(self.nodes + 1)).tolist()
        self.signed = min((*amounts, *wanted), default=Decimal(0)) < 0
        self.places = _places(amounts)
        one = 10**self.places
        self.amounts = [int(_WIDE.scaleb(amount, self.places)) for amount in amounts]
        self.weights: Floats = np.array([amount / one for amount in self.amounts], np.float64)

    def solved(self) -> list[Decimal] | None:
        """Refined until rounding is certain; None where floats or bounds do not get there."""
        demand = np.array([float(amount) for amount in self.wanted])
        first = None if self.signed else self.floats(demand)
        if first is None or not (first >= 0).all():
            return None
        live = first > 0
        largest = first.max(initial=0.0)
        bound = _Bound.of(self, np.where(live, first, largest or 1.0))
        if bound is None or not (live.all() or self.closed(live, demand > 0)):
            return None
        if not largest:
            return [Decimal(0)] * self.nodes
        digits = PRECISION - int(np.floor(np.log10(first[live].min())))
        for spare in _SPARE:
            places = max(0, digits + spare)
            if places + self.places > _LARGEST_SCALE:
                break
            if found := self.refined(first, bound, places):
                return found
        return None

    def refined(self, first: Floats, bound: "_Bound", places: int) -> list[Decimal] | None:
        """Rounds of exact remainders until none gets smaller; then the solution, if rounding to
        fifty digits is certain. `places` decimals are carried.
        """
        unit, small = 10.0**places, 10.0 ** -(places + self.places)
        wanted = [int(_WIDE.scaleb(b, places + self.places)) for b in self.wanted]
        values = [int(value) for value in (first * unit).tolist()]
        best, before = values, np.inf
        for _ in range(_ROUNDS):
            left = np.array(self.left(values, wanted), np.float64) * small
            worst = bound.worst(np.abs(left) + small)
            if not worst < before / 4:
                break
            best, before, step = values, worst, self.floats(left)
            if step is None:
                return None
            moved = np.rint(np.where(first > 0, step, 0.0) * unit).tolist()
            values = [value + int(more) for value, more in zip(values, moved, strict=True)]
        return _rounded(best, (before * bound.weights * unit).tolist(), places)

    def left(self, values: list[int], wanted: list[int]) -> list[int]:
        """b + Mx - x, exactly, in units of both scales together."""
        taken = list(map(mul, self.amounts, map(values.__getitem__, self.users)))
        one = 10**self.places
        return [
            b + sum(taken[start:end]) - value * one
            for b, value, (start, end) in zip(wanted, values, pairwise(self.edges), strict=True)
        ]

    def floats(self, right: Floats, *, enough: float = 2 * _UNIT) -> Floats | None:
        """(I - M)^-1 times the right side, nearly: the series until its terms are small enough."""
        term, found = right, right.copy()
        for number in range(_TERMS):
            term = self.passed_on(term)
            found += term
            if number % _EACH == 0 and not (np.abs(term) > enough * np.abs(found)).any():
                return found if np.isfinite(found).all() else None
        return None

    def passed_on(self, values: Floats) -> Floats:
        """Mx."""
        taken = self.weights * values[self.columns]
        return np.asarray(np.bincount(self.rows, taken, self.nodes), np.float64)

    def closed(self, live: NDArray[np.bool_], wanted: NDArray[np.bool_]) -> bool:
        """Nothing outside `live` is wanted by anyone, so that its deliveries are exactly 0."""
        return not (wanted & ~live).any() and not (live[self.columns] & ~live[self.rows]).any()


class _Bound:
    """w and v = w - Mw, both above 0: what is left over limits the error."""

    def __init__(self, weights: Floats, least: Floats) -> None:
        self.weights, self._least = weights, least

    @classmethod
    def of(cls, loop: _Loop, scale: Floats) -> Self | None:
        """None where no such w is found. The floats' own rounding is allowed for."""
        longest = max(map(sub, loop.edges[1:], loop.edges))
        for enough in (_ROUGH, 2 * _UNIT):
            weights = loop.floats(scale, enough=enough)
            if weights is None or not (weights > 0).all():
                return None
            taken = loop.passed_on(weights)
            least = weights - taken - (longest + 9) * 4 * _UNIT * (weights + taken)
            if (least > scale / 4).all():
                return cls(weights, least)
        return None

    def worst(self, left: Floats) -> float:
        """Times the weights it is the largest error of a solution that leaves so much over."""
        return float(np.max(left / self._least)) * (1 + _ROOM)


def _rounded(values: list[int], errors: list[float], places: int) -> list[Decimal] | None:
    """To fifty digits; None where an error decides how."""
    found = []
    for value, error in zip(values, errors, strict=True):
        most = int(error * (1 + _ROOM)) + 1 if value else 0
        low = EXACT.create_decimal(value - most)
        if most and low != EXACT.create_decimal(value + most):
            return None
        found.append(EXACT.scaleb(low, -places))
    return found


def _places(amounts: Sequence[Decimal]) -> int:
    """Decimals of the amount that has most: what an exact sum of all has."""
    whole = Decimal(0)
    for amount in amounts:
        whole = _WIDE.add(whole, amount)
    exponent = whole.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
