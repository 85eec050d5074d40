"""A network laid out as arrays, for drawing samples of it: suppliers before users."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from accounting.domain.analysis.network import Network
from accounting.domain.analysis.uncertainty import Spreads
from accounting.domain.solving import Node

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]


@dataclass(frozen=True)
class Row:
    """Exchanges of one product: indices of amounts, coefficients, and where values come from."""

    target: int
    amounts: Indices
    coefficients: Floats
    sources: Indices


@dataclass(frozen=True)
class Plan:
    """A network as arrays. Values are those of factors first, then of products."""

    sigmas: Floats
    """Of the amounts, then of the factors."""
    amounts: int
    constants: Floats
    """Medians of the sources: 1 for what is certain, then each factor's value."""
    groups: tuple[tuple[Row, ...], ...]
    """Suppliers before users; a group of several rows, or one on itself, is a loop."""
    loops: tuple[bool, ...]
    nodes: int
    reference: int
    demand: float

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for rows in self.groups for row in rows)

    @cached_property
    def leaves(self) -> "Terms":
        """What enters from outside; medians of the factors are inside the coefficients."""
        chosen = [row.sources < len(self.constants) for row in self.rows]
        found = Terms.of(self.rows, [np.flatnonzero(each) for each in chosen])
        return replace(found, coefficients=found.coefficients * self.constants[found.sources])

    @cached_property
    def supplies(self) -> "Terms":
        """What products take of one another, of those in the same loop last."""
        return Terms.of(self.rows, [np.array(each, np.intp) for each in self._supplies()])

    @cached_property
    def cycles(self) -> "tuple[Cycle | None, ...]":
        """Of every group what goes round in it; None where nothing does."""
        return tuple(
            Cycle.of(rows, self.supplies) if loop else None
            for rows, loop in zip(self.groups, self.loops, strict=True)
        )

    @cached_property
    def drawing(self) -> "Drawing":
        """Where every amount has one use, in the order of the uses and with the coefficients."""
        uses = np.concatenate([self.leaves.amounts, self.supplies.amounts])
        others = np.setdiff1d(np.arange(len(self.sigmas)), uses)
        order, scales = np.arange(len(self.sigmas)), None
        if len(np.unique(uses)) == len(uses):
            order = np.concatenate([uses, others])
            parts = (self.leaves.coefficients, self.supplies.coefficients, np.ones(len(others)))
            scales = np.concatenate(parts)
        return Drawing(order, self.sigmas[order], scales)

    def _supplies(self) -> Iterator[list[int]]:
        for rows in self.groups:
            inner = {row.target for row in rows}
            for row in rows:
                supplied = np.flatnonzero(row.sources >= len(self.constants)).tolist()
                within = [at for at in supplied if row.sources[at] in inner]
                yield [*(at for at in supplied if row.sources[at] not in inner), *within]


@dataclass(frozen=True)
class Drawing:
    """The order in which inputs are drawn; the factors stay last."""

    order: Indices
    sigmas: Floats
    scales: Floats | None
    """Coefficients to multiply draws by at once; None where an amount has several uses."""

    @property
    def uncertain(self) -> int:
        """Up to the last input that is uncertain at all."""
        found = np.flatnonzero(self.sigmas)
        return int(found[-1]) + 1 if len(found) else 0


@dataclass(frozen=True)
class Terms:
    """The exchanges of one kind of all rows, row after row."""

    amounts: Indices
    coefficients: Floats
    sources: Indices
    targets: Indices
    """The rows that have any, and where each of these begins."""
    starts: Indices
    spans: dict[int, slice]
    """The same by target."""

    @classmethod
    def of(cls, rows: Sequence[Row], chosen: Sequence[Indices]) -> "Terms":
        having = [(row, at) for row, at in zip(rows, chosen, strict=True) if len(at)]
        counts = np.array([len(at) for _, at in having], np.intp)
        ends = np.cumsum(counts)
        starts = ends - counts
        targets = [row.target for row, _ in having]
        spans = map(slice, starts.tolist(), ends.tolist())
        none = np.zeros(0)
        return cls(
            amounts=_joined([row.amounts[at] for row, at in having]),
            coefficients=np.concatenate([none, *(row.coefficients[at] for row, at in having)]),
            sources=_joined([row.sources[at] for row, at in having]),
            targets=np.array(targets, np.intp),
            starts=starts,
            spans=dict(zip(targets, spans, strict=True)),
        )

    def sums(self, taken: Floats) -> Floats:
        """Of each row that has any, the sum of what it takes."""
        found: Floats = taken[self.starts]
        counts = np.diff(np.append(self.starts, len(taken)))
        for number in range(1, int(counts.max())):
            more = np.flatnonzero(counts > number)
            found[more] += taken[self.starts[more] + number]
        return found

    def taken(self, amounts: Floats) -> Floats:
        """Coefficients times drawn amounts."""
        found: Floats = amounts[self.amounts] * self.coefficients[:, None]
        return found


@dataclass(frozen=True)
class Cycle:
    """A loop: for each of its products the supplies from outside it, and those from inside."""

    members: slice
    """Its products among the values."""
    outer: tuple[tuple[int, slice], ...]
    inner: tuple[tuple[int, slice], ...]
    order: tuple[int, ...]
    """Its products by number within the loop, as they are filled in."""
    sources: tuple[Indices, ...]
    """What each takes from inside, by number; what it takes early is numbered after the others."""
    early: Indices
    """Products that are taken before they are known."""

    @classmethod
    def of(cls, rows: Sequence[Row], supplies: Terms) -> "Cycle":
        first = min(row.target for row in rows)
        members = slice(first, first + len(rows))
        outer, inner = [], []
        for target in (row.target for row in rows):
            span = supplies.spans.get(target, slice(0, 0))
            sources = supplies.sources[span]
            within = (sources >= members.start) & (sources < members.stop)
            turn = span.stop - int(within.sum())
            outer.append((target, slice(span.start, turn)))
            inner.append((target, slice(turn, span.stop)))
        order = [target - first for target, _ in inner]
        taken = [supplies.sources[span] - first for _, span in inner]
        return cls(members, tuple(outer), tuple(inner), tuple(order), *_in_turn(order, taken))

    @cached_property
    def links(self) -> Indices:
        """All supplies from inside, in one row after the other."""
        return _joined([np.arange(span.start, span.stop) for _, span in self.inner])

    @cached_property
    def starts(self) -> tuple[Indices, Indices]:
        """The members that take from inside, and where the links of each begin."""
        having = [(target, span) for target, span in self.inner if span.stop > span.start]
        counts = np.array([span.stop - span.start for _, span in having], np.intp)
        users = np.array([target for target, _ in having], np.intp) - self.members.start
        return users, np.cumsum(counts) - counts


def _in_turn(order: list[int], taken: list[Indices]) -> tuple[tuple[Indices, ...], Indices]:
    """The sources with those that come too early renamed, and which products these are."""
    known: set[int] = set()
    early: dict[int, int] = {}
    found = []
    for member, sources in zip(order, taken, strict=True):
        for source in sources.tolist():
            if source not in known:
                early.setdefault(source, len(order) + len(early))
        found.append([s if s in known else early[s] for s in sources.tolist()])
        known.add(member)
    return tuple(np.array(each, np.intp) for each in found), np.array(list(early), np.intp)


def _joined(parts: list[Indices]) -> Indices:
    return np.concatenate([np.zeros(0, np.intp), *parts])


def plan(network: Network, of: Spreads) -> Plan:
    """Lay a network out for sampling; every term of an exchange is one column."""
    places = {place: number for number, place in enumerate(of.amounts)}
    factors = {id: number + 1 for number, id in enumerate(of.factors)}
    values = [float(network.background.factors[id].value) for id in of.factors]
    nodes = {
        node: 1 + len(factors) + number
        for number, node in enumerate(n for group in reversed(network.order) for n in group)
    }
    groups, loops = [], []
    for group in reversed(network.order):
        ordered = _suppliers_first(group, network)
        rows = tuple(_row(network, node, places, factors, nodes) for node in ordered)
        targets = {row.target for row in rows}
        groups.append(rows)
        loops.append(any(targets & set(row.sources.tolist()) for row in rows))
    sigmas = [s.sigma for s in of.amounts.values()] + [s.sigma for s in of.factors.values()]
    return Plan(
        sigmas=np.array(sigmas, dtype=np.float64),
        amounts=len(places),
        constants=np.array([1.0, *values], dtype=np.float64),
        groups=tuple(groups),
        loops=tuple(loops),
        nodes=len(nodes),
        reference=nodes[network.reference],
        demand=float(network.demand.amount),
    )


def _suppliers_first(group: tuple[Node, ...], network: Network) -> list[Node]:
    """Depth first, so that little is left to go round a loop for: only its backward links."""
    waiting, found = set(group), list[Node]()
    for start in group:
        path = [(start, iter(network.links[start]))] if start in waiting else []
        waiting.discard(start)
        while path:
            node, links = path[-1]
            supplier = next((k.supplier for k in links if k.supplier in waiting), None)
            if supplier is None:
                found.append(node)
                path.pop()
            else:
                waiting.discard(supplier)
                path.append((supplier, iter(network.links[supplier])))
    return found


def _row(
    network: Network,
    node: Node,
    places: dict[str, int],
    factors: dict[str, int],
    nodes: dict[Node, int],
) -> Row:
    amounts, coefficients, sources = [], [], []
    for link in network.links[node]:
        per_output = float(link.per_output)
        if link.supplier is not None:
            amounts.append(places[link.place])
            coefficients.append(per_output)
            sources.append(nodes[link.supplier])
        for term in link.terms:
            kind, _, id = term.source.partition(":")
            known = kind == "factor"
            amounts.append(places[link.place])
            coefficients.append(per_output * float(term.amount if known else term.kg_co2e))
            sources.append(factors[id] if known else 0)
    return Row(
        nodes[node],
        np.array(amounts, dtype=np.intp),
        np.array(coefficients, dtype=np.float64),
        np.array(sources, dtype=np.intp),
    )
