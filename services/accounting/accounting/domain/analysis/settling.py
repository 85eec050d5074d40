"""What loops come to in samples: smaller ones all samples at once, large ones all links at once.

In a small loop most products can be filled in one after the other; only few are taken before they
are known. One pass says what everything comes to for each unit of those, and what is left to go
round for is a small system of them alone.
"""

import numpy as np

from accounting.domain.analysis.plans import Cycle, Floats, Indices, Plan
from chassis.refusals import Invalid

_FEW = 12
"""Up to so many products that are taken before they are known."""
_MANY = 5_000
"""Loops of more products are summed up as a series, sample by sample."""
_ROUNDS, _TERMS, _EACH = 1_000, 4_000, 8
_SETTLED = 1e-12


class LoopUnsettled(Invalid):
    """A sample drew a loop that consumes more than it makes."""

    zh = "抽样中环路消耗不少于产出,分布没有意义;请收窄环内各项的不确定度评分。"
    en = (
        "In a sample a loop consumes all that it makes, so there is no distribution; narrow the "
        "scores of the exchanges in the loop."
    )


def add_supplies(
    of: Plan, target: int, span: slice | None, weights: Floats, values: Floats
) -> None:
    """Add what a product takes of others to what it has already."""
    if span is not None and span.stop > span.start:
        supplied = values[of.supplies.sources[span]]
        values[target] += np.einsum("ij,ij->j", weights[span], supplied)


def settle(of: Plan, cycle: Cycle, weights: Floats, values: Floats) -> None:
    """Fill in the products of a loop. Raises `LoopUnsettled`."""
    for target, span in cycle.outer:
        add_supplies(of, target, span, weights, values)
    if len(cycle.inner) > _MANY:
        _sum_up(of, cycle, weights, values)
    elif len(cycle.early) > _FEW:
        _go_round(of, cycle, weights, values)
    else:
        _go_once(of, cycle, weights, values)


def _go_once(of: Plan, cycle: Cycle, weights: Floats, values: Floats) -> None:
    """One pass with everything as a sum of shares in the early products, then these alone."""
    early, samples = len(cycle.early), values.shape[1]
    size = cycle.members.stop - cycle.members.start
    shares = np.zeros((1 + early, size + early, samples))
    shares[range(1, 1 + early), range(size, size + early)] = 1.0
    known = values[cycle.members]
    for (_, span), member, sources in zip(cycle.inner, cycle.order, cycle.sources, strict=True):
        if len(sources):
            taken = shares[:, sources]
            np.einsum("ij,kij->kj", weights[span], taken, out=shares[:, member])
        shares[0, member] += known[member]
    found = _early(shares[0, cycle.early], shares[1:, cycle.early])
    values[cycle.members] = shares[0, :size] + np.einsum("kij,kj->ij", shares[1:, :size], found)


def _go_round(of: Plan, cycle: Cycle, weights: Floats, values: Floats) -> None:
    """Pass after pass until the products that are taken early move no more."""
    members = values[cycle.members]
    parts = [
        (members[member], members[member].copy(), of.supplies.sources[span], weights[span])
        for (_, span), member in zip(cycle.inner, cycle.order, strict=True)
        if span.stop > span.start
    ]
    before = members[cycle.early]
    for _ in range(_ROUNDS):
        for own, known, sources, taken in parts:
            np.einsum("ij,ij->j", taken, values[sources], out=own)
            own += known
        after = members[cycle.early]
        if not np.isfinite(after).all():
            break
        if (np.abs(after - before) <= _SETTLED * np.abs(after)).all():
            return
        before = after
    raise LoopUnsettled


def _early(fixed: Floats, shares: Floats) -> Floats:
    """f = fixed + shares·f, round after round: what a loop gains each time shrinks."""
    found: Floats = fixed
    for _ in range(_ROUNDS):
        before = found
        found = fixed + np.einsum("kij,kj->ij", shares, before)
        if not np.isfinite(found).all():
            break
        if (np.abs(found - before) <= _SETTLED * np.abs(found)).all():
            return found
    raise LoopUnsettled


def _sum_up(of: Plan, cycle: Cycle, weights: Floats, values: Floats) -> None:
    """The series b + Mb + M²b + …, each sample on its own so that the cache holds it."""
    sources = of.supplies.sources[cycle.links] - cycle.members.start
    for number in range(values.shape[1]):
        links = weights[cycle.links, number]
        known = values[cycle.members, number].copy()
        values[cycle.members, number] = _series(links, sources, known, *cycle.starts)


def _series(
    links: Floats, sources: Indices, known: Floats, users: Indices, starts: Indices
) -> Floats:
    term, found = known, known.copy()
    for number in range(_TERMS):
        passed_on = np.zeros(len(known))
        passed_on[users] = np.add.reduceat(links * term[sources], starts)
        term = passed_on
        found += term
        if number % _EACH == 0 and (np.abs(term) <= _SETTLED * np.abs(found)).all():
            if np.isfinite(found).all():
                return found
            break
    raise LoopUnsettled
