"""The contribution tree: from the product through its suppliers down to single exchanges."""

from dataclasses import dataclass, field
from decimal import Context, Decimal
from heapq import heappop, heappush

from accounting.analysis.domain.links import LinkedExchange
from accounting.analysis.domain.network import Network
from accounting.model.domain.system import Node as Product
from accounting.values.domain.numbers import EXACT, PRECISION, Computed, percent
from packs.models import Stage

_WIDE = Context(prec=4 * PRECISION)
"""Wide enough that adding fifty-digit numbers up is never rounded."""
DEEPEST = 30
MOST_NODES = 3_000


@dataclass(frozen=True)
class ContributionNode:
    """One use of a process, or one exchange; its children's kg CO2e add up to its own exactly."""

    place: str
    """`process.exchange`; the root is the product's own process."""
    flow: str
    """The supplying process, or the flow that enters from outside."""
    stage: Stage
    amount: Computed
    """For one declared unit."""
    unit: str
    """Unit of the amount."""
    kg_co2e: Computed
    percent: Computed
    """Of the footprint."""
    hidden: int
    """Exchanges behind this node that the answer leaves out, for its depth or its size."""
    children: tuple["ContributionNode", ...]
    """What it is made of, the largest first."""


@dataclass(slots=True)
class _Growing:
    """A node whose children may still come."""

    link: LinkedExchange | None
    behind: Product | None
    """The product of the system behind the node; None for what enters from outside."""
    amount: Decimal
    kg_co2e: Decimal
    depth: int
    children: list["_Growing"] = field(default_factory=list)


def contribution_tree(
    network: Network, recorded: Decimal, *, depth: int, most_nodes: int = MOST_NODES
) -> ContributionNode:
    """Open processes down to `depth`, those that carry most first, up to `most_nodes` nodes.

    A process that several others use appears once below each of them. `recorded` is the exact
    result of the calculation, and the root's kg CO2e.
    """
    root = _Growing(None, network.reference, network.demand.amount, recorded, 0)
    count, waiting = 1, [(-abs(recorded), 0, root)]
    while waiting:
        _, _, node = heappop(waiting)
        links = network.links[node.behind or network.reference]
        if node.depth >= depth or count + len(links) > most_nodes:
            continue
        node.children = _opened(node, links, network)
        for child in node.children:
            count += 1
            if child.behind is not None:
                heappush(waiting, (-abs(child.kg_co2e), count, child))
    return _frozen(root, network, recorded)


def _opened(node: _Growing, links: tuple[LinkedExchange, ...], network: Network) -> list[_Growing]:
    """The exchanges of a use; the heaviest absorbs the rounding, so that they add up exactly."""
    children, rest = [], node.kg_co2e
    for link in links:
        amount = EXACT.multiply(node.amount, link.per_output)
        kg_co2e = EXACT.multiply(amount, network.weight(link))
        children.append(_Growing(link, link.supplier, amount, kg_co2e, node.depth + 1))
        rest = _WIDE.subtract(rest, kg_co2e)
    heaviest = max(children, key=lambda child: abs(child.kg_co2e))
    heaviest.kg_co2e = _WIDE.add(heaviest.kg_co2e, rest)
    return children


def _frozen(node: _Growing, network: Network, recorded: Decimal) -> ContributionNode:
    link = node.link
    if link is not None and node.behind is None:  # Most nodes: an exchange with the outside.
        share = percent(node.kg_co2e, recorded)
        found = (link.place, link.flow, link.stage, node.amount, link.unit, node.kg_co2e, share)
        return ContributionNode(*found, 0, ())
    process, _ = node.behind or network.reference
    hidden = len(network.links[node.behind]) if node.behind and not node.children else 0
    ranked = sorted(node.children, key=lambda child: -child.kg_co2e)
    return ContributionNode(
        place=link.place if link else process,
        flow=link.flow if link else process,
        stage=network.subject.system.by_id[process].stage,
        amount=node.amount,
        unit=link.unit if link else network.demand.unit,
        kg_co2e=node.kg_co2e,
        percent=percent(node.kg_co2e, recorded),
        hidden=hidden,
        children=tuple(_frozen(child, network, recorded) for child in ranked),
    )
