"""How much every process must deliver: from the product to its suppliers, loops as a whole."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, repeat

import numpy as np
from numpy.typing import ArrayLike

from accounting.engine.domain.loops import Loop
from accounting.engine.domain.needs import NeedLines, Needs, Runs
from accounting.engine.domain.order import Graph
from accounting.engine.domain.solving import Unproductive, solve
from accounting.model.domain.activity import ActivityData
from accounting.model.domain.system import Node, ProductSystem, UnitProcess, WithBurden
from accounting.values.domain.numbers import EXACT, ONE, ZERO
from accounting.values.domain.units import convert
from chassis.refusals import Invalid


class LoopUnproductive(Invalid):
    """Processes supply one another and consume all that they make, so nothing is left over."""

    zh = "环 {cycle} 消耗的不少于其产出,没有解;请核对环内各项数量、单位与损耗率。"
    en = (
        "The loop {cycle} consumes all that it makes and has no solution; check the amounts, "
        "units and losses inside it."
    )


@dataclass(frozen=True)
class Deliveries:
    """What a demand for the product takes of every process."""

    processes: Sequence[UnitProcess]
    components: Sequence[Sequence[int]]
    """Their places, users before their suppliers, loops together."""
    runs: Sequence[Runs]
    """Of each process."""
    nodes: Mapping[Node, Decimal]
    """Of each product; what a loop takes back itself included."""
    loops: tuple[tuple[str, ...], ...]
    others: NeedLines[WithBurden]
    """What the processes take and give off beside one another's products."""


def deliveries(system: ProductSystem, activity: ActivityData, demand: Decimal) -> Deliveries:
    """What `demand`, in the unit of the reference process, takes of every process.

    Each process is visited once, when its demand is complete. A loop is solved as a whole when
    the demand from outside it is complete. Raises `LoopUnproductive`.
    """
    graph, needs = Graph(system), Needs(system, activity)
    order = graph.components()
    walk = _Walk(graph, needs)
    # The demand for the product is the only one that comes from outside.
    walk.demands[walk.number[system.reference, system.reference]] = demand
    for component in order:
        walk.visit(component)
    return Deliveries(
        graph.processes,
        order,
        walk.runs,
        dict(zip(walk.nodes, walk.demands, strict=True)),
        tuple(tuple(graph.processes[at].id for at in loop) for loop in walk.loops),
        needs.lines(graph.processes, graph.others, graph.other_owners.tolist()),
    )


class _Walk:
    """The state of one walk: what is demanded of every product so far.

    Products and supplies are numbered process by process, so those of one are neighbours.
    """

    def __init__(self, graph: Graph, needs: Needs) -> None:
        self.graph, self.needs, self.processes = graph, needs, graph.processes
        products = list(map(_products, self.processes))
        self.owners = [at for at, made in enumerate(products) for _ in made]
        self.nodes: list[Node] = [
            (process.id, product)
            for process, made in zip(self.processes, products, strict=True)
            for product in made
        ]
        self.number = {node: at for at, node in enumerate(self.nodes)}
        self.made_in = list(map(_unit, map(self.processes.__getitem__, self.owners), self.nodes))
        self.demands = [ZERO] * len(self.nodes)
        self.runs: list[Runs] = [(ZERO, ZERO)] * len(self.processes)
        self.loops: list[Sequence[int]] = []
        # Columns instead of records: a record for each supply made a large system five times
        # slower.
        self.supplies = needs.lines(self.processes, graph.supplies, graph.users.tolist())
        # A supply that names no product takes the main one.
        main = [self.number[process.id, process.id] for process in self.processes]
        self.suppliers = list(map(main.__getitem__, graph.suppliers.tolist()))
        for at, exchange in enumerate(graph.supplies):
            if exchange.product is not None:
                self.suppliers[at] = self.number[exchange.node]
        self.nodes_of = spans(self.owners, len(products))
        self.supplies_of = spans(self.supplies.owners, len(products))
        self.inside = (graph.first[graph.users] == graph.first[graph.suppliers]).tolist()
        """Whether both ends of each supply are in one component."""

    def visit(self, component: Sequence[int]) -> None:
        """Pass the demand on to the suppliers; those in the same loop have theirs already."""
        supplies = [at for place in component for at in self.supplies_of[place]]
        # A process that takes its own product is a loop of one and is solved like any other.
        if any(map(self.inside.__getitem__, supplies)):
            self.loops.append(component)
            self.settle([node for place in component for node in self.nodes_of[place]])
        for place in component:
            self.runs[place] = self.run(place)
        for at in supplies:
            # Inside a loop the demands are settled already; passing them on would count them
            # twice.
            if not self.inside[at]:
                self.pass_on(at)

    def pass_on(self, supply: int) -> None:
        """Demand of a supplier what its user takes."""
        node, lines = self.suppliers[supply], self.supplies
        amount = lines.quantity(supply, self.runs[lines.owners[supply]])
        # Most suppliers are counted in the unit in which they are taken, and a conversion costs a
        # look-up.
        if lines.units[supply] != self.made_in[node]:
            amount = self.converted(amount, supply)
        self.demands[node] = EXACT.add(self.demands[node], amount)

    def run(self, place: int) -> Runs:
        """How much a process makes for the demand for its products."""
        nodes = self.nodes_of[place]
        # With one product nothing is shared, and what is demanded is what is made.
        if len(nodes) == 1:
            return self.demands[nodes.start], self.demands[nodes.start]
        wanted = {self.nodes[node][1]: self.demands[node] for node in nodes}
        return self.needs.runs(self.processes[place], wanted)

    def taken(self, supplies: Sequence[int], runs: Iterable[Runs]) -> list[Decimal]:
        """What many supplies take, in the units in which their suppliers count the products."""
        amounts = self.supplies.quantities(supplies, runs)
        units = map(self.supplies.units.__getitem__, supplies)
        made_in = map(self.made_in.__getitem__, map(self.suppliers.__getitem__, supplies))
        return [
            amount if unit == made else self.converted(amount, at)
            for amount, unit, made, at in zip(amounts, units, made_in, supplies, strict=True)
        ]

    def converted(self, amount: Decimal, supply: int) -> Decimal:
        """An amount in the unit in which the supplier counts the product."""
        process, exchange = self.supplies.owners[supply], self.supplies.exchanges[supply]
        where = f"{self.processes[process].id}.{exchange.id}"
        unit = self.made_in[self.suppliers[supply]]
        return convert(amount, self.supplies.units[supply], unit, where=where)

    def settle(self, nodes: Sequence[int]) -> None:
        """Find what every product of a loop must deliver for the demand from outside it.

        Raises `LoopUnproductive`, which names one circle.
        """
        number = {node: at for at, node in enumerate(nodes)}
        inside = [
            [at for at in self.supplies_of[self.owners[node]] if self.inside[at]] for node in nodes
        ]
        supplies = list(chain.from_iterable(inside))
        runs = chain.from_iterable(map(repeat, map(self.one, nodes), map(len, inside)))
        loop = Loop.of(
            np.repeat(np.arange(len(nodes)), list(map(len, inside))),
            [number[self.suppliers[at]] for at in supplies],
            self.taken(supplies, runs),
            list(map(self.demands.__getitem__, nodes)),
        )
        try:
            found = solve(loop)
        except Unproductive as circle:
            # The walk knows numbers; whoever has to mend the loop knows processes by name.
            cycle = " → ".join(self.nodes[nodes[at]][0] for at in circle.path)
            raise LoopUnproductive(cycle=cycle) from circle
        for node, delivery in zip(nodes, found, strict=True):
            self.demands[node] = delivery

    def one(self, node: int) -> Runs:
        """How much a process makes for one unit of a product."""
        process = self.processes[self.owners[node]]
        if process.co_products is None:
            return ONE, ONE
        _, wanted = self.nodes[node]
        return self.needs.runs(process, {id: Decimal(id == wanted) for id in process.outputs})


def _products(process: UnitProcess) -> Sequence[str]:
    return (process.id,) if process.co_products is None else sorted(process.outputs)


def _unit(process: UnitProcess, node: Node) -> str:
    """What the product is counted in."""
    return (process.output if node[1] == process.id else process.outputs[node[1]]).unit


def spans(owners: ArrayLike, count: int) -> list[range]:
    """What each of `count` owners has, where the owners of all come one after the other."""
    edges = np.searchsorted(owners, np.arange(count + 1)).tolist()
    return list(map(range, edges, edges[1:]))
