"""How a plan is worked through in samples: which inputs in which order, and what is summed up.

What a product carries is a sum over its terms, each a drawn weight times a value: what enters from
outside is one term, whose value is the first of all, 1; the others are its supplies.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]


@dataclass(frozen=True)
class LayoutRow:
    """Exchanges of one product: indices of amounts, coefficients, and where values come from."""

    target: int
    amounts: Indices
    coefficients: Floats
    sources: Indices

    def split(self, first: int) -> tuple["LayoutRow", "LayoutRow"]:
        """What enters from outside, and what other products supply: values from `first` on."""
        supplied = self.sources >= first
        return self._only(~supplied), self._only(supplied)

    def _only(self, chosen: NDArray[np.bool_]) -> "LayoutRow":
        amounts, coefficients = self.amounts[chosen], self.coefficients[chosen]
        return LayoutRow(self.target, amounts, coefficients, self.sources[chosen])


@dataclass(frozen=True)
class Terms:
    """Exchanges of many products, one after the other, and the weights that they go into."""

    amounts: Indices
    coefficients: Floats
    factors: Indices
    """The uncertain factor of each among the constants; 0 where there is none."""
    weights: Indices
    """Of each exchange its own; of exchanges from outside one for each product."""
    each: int
    """How many exchanges a weight sums up."""

    @classmethod
    def of(
        cls, rows: Sequence[LayoutRow], first: int, weights: Iterable[int], each: int
    ) -> "Terms":
        """Sources from `first` on are products and no factors."""
        sources = _joined([row.sources for row in rows])
        return cls(
            amounts=_joined([row.amounts for row in rows]),
            coefficients=np.concatenate([np.zeros(0), *(row.coefficients for row in rows)]),
            factors=np.where(sources < first, sources, 0),
            weights=np.array(list(weights), np.intp),
            each=each,
        )

    def parts(self, exchanges: int) -> Iterator["Terms"]:
        """Pieces of about so many exchanges."""
        step = max(1, exchanges // self.each)
        for start in range(0, len(self.weights), step):
            weights = self.weights[start : start + step]
            span = slice(start * self.each, (start + len(weights)) * self.each)
            own = (self.amounts[span], self.coefficients[span], self.factors[span])
            yield Terms(*own, weights, self.each)


@dataclass(frozen=True)
class Step:
    """One product: the weights of its terms, and the values they go with."""

    target: int
    span: slice
    sources: Indices


@dataclass(frozen=True)
class Stretch:
    """Products to fill in one after the other; in a loop round after round."""

    steps: tuple[Step, ...]
    early: Indices
    """Products that are taken before they are known; none outside loops."""
    shares: Floats
    """Of the footprint, what each product and all with less than it carry together."""

    @property
    def widest(self) -> int:
        return max((len(step.sources) for step in self.steps), default=0)


@dataclass(frozen=True)
class SampleLayout:
    """The terms of all products in the order in which they are drawn, and of their use."""

    outside: tuple[Terms, ...]
    """Products with equally many exchanges from outside together."""
    supplies: Terms
    stretches: tuple[Stretch, ...]
    weights: int

    @property
    def most(self) -> int:
        """Exchanges of a weight at most."""
        return max((terms.each for terms in self.outside), default=1)

    @classmethod
    def of(
        cls,
        groups: Sequence[Sequence[LayoutRow]],
        loops: Sequence[bool],
        constants: Floats,
        shares: Floats,
    ) -> "SampleLayout":
        """`shares` are what each value carries of the footprint, at the medians."""
        split = {row.target: row.split(len(constants)) for rows in groups for row in rows}
        steps = _steps(split)
        inner = [each for each in split.values() if len(each[1].sources)]
        weights = (at for _, row in inner for at in _of_supplies(steps[row.target]))
        supplies = Terms.of([row for _, row in inner], len(constants), weights, 1)
        return cls(
            tuple(_outside([row for row, _ in split.values()], steps, constants)),
            supplies,
            tuple(_stretches(groups, loops, steps, shares)),
            sum(len(step.sources) for step in steps.values()),
        )


def _steps(split: dict[int, tuple[LayoutRow, LayoutRow]]) -> dict[int, Step]:
    found: dict[int, Step] = {}
    end = 0
    for target, (outside, supplied) in split.items():
        certain = np.zeros(1 if len(outside.sources) else 0, np.intp)
        sources = np.concatenate([certain, supplied.sources])
        found[target] = Step(target, slice(end, end + len(sources)), sources)
        end += len(sources)
    return found


def _of_supplies(step: Step) -> range:
    return range(step.span.stop - int((step.sources > 0).sum()), step.span.stop)


def _outside(
    rows: Sequence[LayoutRow], steps: dict[int, Step], constants: Floats
) -> Iterator[Terms]:
    """Medians of the factors are inside the coefficients."""
    by_count: dict[int, list[LayoutRow]] = {}
    for row in rows:
        if len(row.sources):
            by_count.setdefault(len(row.sources), []).append(row)
    for each, of in sorted(by_count.items()):
        valued = [
            LayoutRow(
                row.target, row.amounts, row.coefficients * constants[row.sources], row.sources
            )
            for row in of
        ]
        weights = (steps[row.target].span.start for row in of)
        yield Terms.of(valued, len(constants), weights, each)


def _stretches(
    groups: Sequence[Sequence[LayoutRow]],
    loops: Sequence[bool],
    steps: dict[int, Step],
    shares: Floats,
) -> Iterator[Stretch]:
    """What lies between loops is one stretch."""
    found: list[tuple[bool, list[Step]]] = []
    for rows, loop in zip(groups, loops, strict=True):
        if loop or not found or found[-1][0]:
            found.append((loop, []))
        found[-1][1].extend(steps[row.target] for row in rows if len(steps[row.target].sources))
    for loop, own in found:
        early = _early(own) if loop else np.zeros(0, np.intp)
        carried = shares[[step.target for step in own]]
        yield Stretch(tuple(own), early, _cumulated(carried))


def _cumulated(shares: Floats) -> Floats:
    """Of each, the sum of all up to it, the smallest first."""
    order = np.argsort(shares, kind="stable")
    found = np.empty(len(shares))
    found[order] = np.cumsum(shares[order])
    return found


def _early(steps: Sequence[Step]) -> Indices:
    waiting = {step.target for step in steps}
    found: dict[int, None] = {}
    for step in steps:
        found |= dict.fromkeys(at for at in step.sources.tolist() if at in waiting)
        waiting.discard(step.target)
    return np.array(list(found), np.intp)


def _joined(parts: list[Indices]) -> Indices:
    return np.concatenate([np.zeros(0, np.intp), *parts])
