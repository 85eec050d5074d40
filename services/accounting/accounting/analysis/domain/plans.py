"""A network laid out as arrays, for drawing samples of it: suppliers before users."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from accounting.analysis.domain.layout import Floats, LayoutRow, SampleLayout
from accounting.analysis.domain.network import Network
from accounting.analysis.domain.uncertainty import Spreads
from accounting.model.domain.system import Node

_LEAST = 1e-300
"""No share is nothing, so that what moves without end is never left out."""


@dataclass(frozen=True)
class Plan:
    """A network as arrays. Values are those of factors first, then of products."""

    sigmas: Floats
    """Of the amounts, then of the factors."""
    amounts: int
    constants: Floats
    """Medians of the sources: 1 for what is certain, then each factor's value."""
    groups: tuple[tuple[LayoutRow, ...], ...]
    """Suppliers before users; a group of several rows, or one on itself, is a loop."""
    loops: tuple[bool, ...]
    nodes: int
    reference: int
    demand: float
    medians: Floats
    """Of all values when nothing is drawn: where loops begin."""
    shares: Floats
    """Of the footprint, how much each value carries then."""

    @cached_property
    def layout(self) -> SampleLayout:
        return SampleLayout.of(self.groups, self.loops, self.constants, self.shares)

    @cached_property
    def shared(self) -> bool:
        """Whether an amount has several uses, as the inputs of a process with co-products have."""
        parts = (*self.layout.outside, self.layout.supplies)
        uses = np.concatenate([terms.amounts for terms in parts])
        return len(np.unique(uses)) < len(uses)


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
    medians, shares = _medians(network, nodes, 1 + len(factors))
    return Plan(
        sigmas=np.array(sigmas, dtype=np.float64),
        amounts=len(places),
        constants=np.array([1.0, *values], dtype=np.float64),
        groups=tuple(groups),
        loops=tuple(loops),
        nodes=len(nodes),
        reference=nodes[network.reference],
        demand=float(network.demand.amount),
        medians=medians,
        shares=shares,
    )


def _medians(network: Network, nodes: dict[Node, int], first: int) -> tuple[Floats, Floats]:
    """Values without spread, what is certain first, and the share of the footprint in each."""
    medians, shares = np.zeros(first + len(nodes)), np.ones(first + len(nodes))
    medians[0] = 1.0
    exact = float(network.exact)
    for node, at in nodes.items():
        medians[at] = network.burdens[node]
        if exact:
            carried = float(network.deliveries.get(node, 0)) * medians[at]
            shares[at] = max(abs(carried / exact), _LEAST)
    return medians, shares


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
) -> LayoutRow:
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
    return LayoutRow(
        nodes[node],
        np.array(amounts, dtype=np.intp),
        np.array(coefficients, dtype=np.float64),
        np.array(sources, dtype=np.intp),
    )
