"""The footprint engine: exact decimal evaluation of a product system in one fixed order."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from accounting.domain.activity import ActivityData
from accounting.domain.burden import Intensities
from accounting.domain.contributions import Contribution, contributions
from accounting.domain.deliveries import deliveries
from accounting.domain.factors import Factor
from accounting.domain.gwp import GwpSet
from accounting.domain.solving import Node
from accounting.domain.system import ProductSystem
from accounting.domain.units import Quantity, convert

ENGINE_VERSION = "1.1"
"""Part of every seal; a change that could alter any byte of a result is a new version."""
ENGINE_VERSIONS = ("1.0", ENGINE_VERSION)
"""Every engine whose sealed calculations this release computes again to the byte.

1.1 adds co-products, loops, further kinds of exchange, and the parts of a result that 1.0 does
not have; it evaluates a system of 1.0 to the same numbers.
"""


@dataclass(frozen=True)
class Inputs:
    """Everything that a result depends on; `demand` is the reference flow to deliver."""

    system: ProductSystem
    activity: ActivityData
    factors: Mapping[str, Factor]
    gwp: GwpSet
    demand: Quantity


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
    """Find what every process delivers, then what each of its exchanges adds, in the same order.

    Raises the refusals of units, gases and allocation, and `LoopUnproductive`.
    """
    system, demand = inputs.system, inputs.demand
    made_in = system.by_id[system.reference].output.unit
    amount = convert(demand.amount, demand.unit, made_in, where=system.reference)
    found = deliveries(system, inputs.activity, amount)
    processes = [found.processes[place] for place in found.order]
    return Evaluation(
        contributions(found, Intensities(inputs.factors, inputs.gwp)),
        {p.id: Quantity(found.nodes[p.id, p.id], p.output.unit) for p in processes},
        {
            (p.id, beside.id): Quantity(found.nodes[p.id, beside.id], beside.output.unit)
            for p in processes
            for beside in p.co_products or ()
        },
        found.loops,
    )
