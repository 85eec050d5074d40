"""The footprint engine: exact decimal evaluation of a product system in one fixed order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from accounting.domain.activity import ActivityData
from accounting.domain.burden import INSIDE, Heading, Intensities, Term, by_heading, inside, terms
from accounting.domain.exchanges import Uptake, Waste
from accounting.domain.factors import Factor
from accounting.domain.gwp import GwpSet
from accounting.domain.needs import Needs, Take
from accounting.domain.numbers import EXACT, ZERO
from accounting.domain.order import Component, components, is_loop
from accounting.domain.solving import Node, Takes, Unproductive, solve
from accounting.domain.system import (
    CutOff,
    Emission,
    FromFactor,
    FromProcess,
    ProductSystem,
    UnitProcess,
    WithBurden,
)
from accounting.domain.units import Quantity, convert
from chassis.refusals import Invalid
from packs.models import Stage

ENGINE_VERSION = "1.1"
"""Part of every seal; a change that could alter any byte of a result is a new version."""
ENGINE_VERSIONS = ("1.0", ENGINE_VERSION)
"""Every engine whose sealed calculations this release computes again to the byte.

1.1 adds co-products, loops, further kinds of exchange, and the parts of a result that 1.0 does
not have; it evaluates a system of 1.0 to the same numbers.
"""


class LoopUnproductive(Invalid):
    """Processes supply one another and consume all that they make, so nothing is left over."""

    zh = "环 {cycle} 消耗的不少于其产出,没有解;请核对环内各项数量、单位与损耗率。"
    en = (
        "The loop {cycle} consumes all that it makes and has no solution; check the amounts, "
        "units and losses inside it."
    )


@dataclass(frozen=True)
class Inputs:
    """Everything that a result depends on; `demand` is the reference flow to deliver."""

    system: ProductSystem
    activity: ActivityData
    factors: Mapping[str, Factor]
    gwp: GwpSet
    demand: Quantity


class Contribution(NamedTuple):
    """What one exchange adds: its amount for the demand, and its emissions in kg CO2e.

    A tuple, because a large system has a hundred thousand of them.
    """

    process: str
    exchange: str
    place: str
    """`process.exchange`."""
    stage: Stage
    flow: str
    amount: Decimal
    unit: str
    inside: Decimal
    """kg CO2e inside the footprint: fossil, biogenic gases, land-use change and aircraft."""
    beside: Decimal
    """kg biogenic CO2 beside the footprint: emission +1, uptake -1."""
    fossil: Decimal
    biogenic_co2: Decimal
    """Reported beside the footprint, never inside it (GB/T 24067-2024)."""
    cut_off: bool
    measured: bool
    """The amount comes from activity data, not from the template."""
    biogenic_gases: Decimal = ZERO
    """Methane and nitrous oxide of biomass: inside the footprint, on a line of their own."""
    land_use_change: Decimal = ZERO
    aircraft: Decimal = ZERO
    uptake: Decimal = ZERO
    """CO2 taken from the air by biomass, 0 or less; beside the footprint."""
    is_input: bool = True
    """Something that the process takes; emissions, waste and uptake are none."""
    estimate: Decimal | None = None
    """Of a cut-off: kg CO2e at most, for the books alone."""
    terms: tuple[Term, ...] = ()
    """The products of amounts and intensities that the emissions are the sums of."""


@dataclass(frozen=True)
class Evaluation:
    """Exact outcome for one demand: every exchange, and how much each process must deliver."""

    contributions: tuple[Contribution, ...]
    deliveries: Mapping[str, Quantity]
    """Of each process's main product, what a loop takes back itself included."""
    co_products: Mapping[Node, Quantity] = field(default_factory=dict)
    loops: tuple[tuple[str, ...], ...] = ()
    """The processes of every loop that was solved."""


def evaluate(inputs: Inputs) -> Evaluation:
    """Walk from the product to its suppliers; each process is visited once, when its demand is
    complete. A loop is solved as a whole when the demand from outside it is complete.

    Raises the refusals of units, gases and allocation, and `LoopUnproductive`.
    """
    system = inputs.system
    walk = _Walk(inputs)
    order = components(system)
    for component in order:
        walk.visit(component)
    processes = [process for component in order for process in component]
    return Evaluation(
        tuple(walk.found),
        {p.id: Quantity(walk.demands[p.id, p.id], p.output.unit) for p in processes},
        {
            (p.id, beside.id): Quantity(walk.demands[p.id, beside.id], beside.output.unit)
            for p in processes
            for beside in p.co_products or ()
        },
        tuple(tuple(p.id for p in component) for component in order if is_loop(component)),
    )


class _Walk:
    """The state of one evaluation: what is demanded so far, and what was found."""

    def __init__(self, inputs: Inputs) -> None:
        system = inputs.system
        reference = system.by_id[system.reference]
        self.system = system
        self.needs = Needs(system, inputs.activity)
        self.data = Intensities(inputs.factors, inputs.gwp)
        self.found: list[Contribution] = []
        self.demands = {
            (process.id, product): Decimal(0)
            for process in system.processes
            for product in (process.id, *(beside.id for beside in process.co_products or ()))
        }
        self.demands[reference.id, reference.id] = convert(
            inputs.demand.amount, inputs.demand.unit, reference.output.unit, where=reference.id
        )

    def visit(self, component: Component) -> None:
        """Pass the demand on to the suppliers and note what everything else emits."""
        settled: frozenset[str] = frozenset()
        if is_loop(component):
            settled = frozenset(process.id for process in component)
            self.demands.update(settle(component, self.needs, self.demands))
        for process in component:
            runs = self.needs.runs(process, self.wanted(process))
            for take in self.needs.recipe(process):
                exchange = take.exchange
                if not isinstance(exchange, FromProcess):
                    self.found.append(_contribution(process, exchange, take, runs, self.data))
                elif exchange.process not in settled:
                    self.pass_on(process, exchange, take.quantity(*runs), take.unit)

    def wanted(self, process: UnitProcess) -> dict[str, Decimal]:
        """What is demanded of each of a process's products."""
        if process.co_products is None:
            return {process.id: self.demands[process.id, process.id]}
        return {product: self.demands[process.id, product] for product in process.outputs}

    def pass_on(
        self, process: UnitProcess, exchange: FromProcess, amount: Decimal, unit: str
    ) -> None:
        """Demand a supply; a supplier in the same loop has its demand already."""
        node = exchange.node
        supplied = self.needs.supplied(process, amount, unit, exchange)
        self.demands[node] = EXACT.add(self.demands[node], supplied)


def settle(
    component: Component, needs: Needs, demands: Mapping[Node, Decimal]
) -> dict[Node, Decimal]:
    """What every product of a loop must deliver for the demand from outside it.

    Raises `LoopUnproductive`, which names one circle.
    """
    inner = {process.id for process in component}
    inside = {
        process.id: [take for take in needs.recipe(process) if _supplier(take) in inner]
        for process in component
    }
    takes = {
        (process.id, product): _taken(process, product, inside[process.id], needs)
        for process in component
        for product in process.outputs
    }
    return _solved(takes, demands)


def _supplier(take: Take) -> str | None:
    return take.exchange.process if isinstance(take.exchange, FromProcess) else None


def _taken(
    process: UnitProcess, product: str, inside: Iterable[Take], needs: Needs
) -> dict[Node, Decimal]:
    """What one unit of a product takes within the loop."""
    runs = needs.runs(process, {id: Decimal(id == product) for id in process.outputs})
    row: dict[Node, Decimal] = {}
    for take in inside:
        if isinstance(take.exchange, FromProcess):
            node = take.exchange.node
            amount = needs.supplied(process, take.quantity(*runs), take.unit, take.exchange)
            row[node] = EXACT.add(row[node], amount) if node in row else amount
    return row


def _solved(takes: Takes, demands: Mapping[Node, Decimal]) -> dict[Node, Decimal]:
    try:
        return solve(takes, {node: demands.get(node, Decimal(0)) for node in takes})
    except Unproductive as loop:
        cycle = " → ".join(process for process, _ in loop.path)
        raise LoopUnproductive(cycle=cycle) from loop


def _contribution(
    process: UnitProcess,
    exchange: WithBurden,
    take: Take,
    runs: tuple[Decimal, Decimal],
    data: Intensities,
) -> Contribution:
    place = f"{process.id}.{exchange.id}"
    amount = convert(take.quantity(*runs), take.unit, exchange.unit, where=place)
    found = terms(exchange, amount, data, where=place)
    head = (process.id, exchange.id, place, process.stage, exchange.flow, amount, exchange.unit)
    if type(exchange) is FromFactor and found[0].heading is Heading.FOSSIL:
        burden = found[0].kg_co2e  # By far most of them: all other headings are 0.
        return Contribution(*head, burden, ZERO, burden, ZERO, False, take.measured, terms=found)
    sums = by_heading((term.heading, term.kg_co2e) for term in found)
    estimate = exchange.estimate if isinstance(exchange, CutOff) else None
    return Contribution(
        *head,
        inside=inside(*(sums[heading] for heading in INSIDE)),
        beside=EXACT.add(sums[Heading.BIOGENIC_CO2], sums[Heading.UPTAKE]),
        fossil=sums[Heading.FOSSIL],
        biogenic_co2=sums[Heading.BIOGENIC_CO2],
        cut_off=isinstance(exchange, CutOff),
        measured=take.measured,
        biogenic_gases=sums[Heading.BIOGENIC_GASES],
        land_use_change=sums[Heading.LAND_USE_CHANGE],
        aircraft=sums[Heading.AIRCRAFT],
        uptake=sums[Heading.UPTAKE],
        is_input=not isinstance(exchange, Emission | Waste | Uptake),
        estimate=None if estimate is None else EXACT.multiply(amount, estimate),
        terms=found,
    )
