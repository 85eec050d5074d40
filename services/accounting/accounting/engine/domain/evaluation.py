"""The footprint engine: exact decimal evaluation of a product system in one fixed order."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from accounting.engine.domain.burden import Intensities
from accounting.engine.domain.contributions import Contributions
from accounting.engine.domain.deliveries import Deliveries, deliveries
from accounting.factors.domain.factors import Factor
from accounting.factors.domain.gwp import GwpSet
from accounting.model.domain.activity import ActivityData
from accounting.model.domain.system import Node, ProductSystem
from accounting.values.domain.units import Quantity, convert

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

    contributions: Contributions
    found: Deliveries

    @property
    def loops(self) -> tuple[tuple[str, ...], ...]:
        """The processes of every loop that was solved."""
        return self.found.loops

    @cached_property
    def deliveries(self) -> Mapping[str, Quantity]:
        """Of each process's main product by identifier, what a loop takes back itself included."""
        made = self.found.nodes
        return {p.id: Quantity(made[p.id, p.id], p.output.unit) for p in self.found.processes}

    @cached_property
    def co_products(self) -> Mapping[Node, Quantity]:
        """By process and product, in the order of identifiers."""
        return {
            (p.id, product): Quantity(self.found.nodes[p.id, product], p.outputs[product].unit)
            for p in self.found.processes
            for product in sorted(each.id for each in p.co_products or ())
        }


def evaluate(inputs: Inputs) -> Evaluation:
    """Find what every process delivers, then what each of its exchanges adds.

    Raises the refusals of units, gases and allocation, and `LoopUnproductive`.
    """
    system, demand = inputs.system, inputs.demand
    made_in = system.by_id[system.reference].output.unit
    # The reference flow may be declared in pieces while the process makes kilograms.
    amount = convert(demand.amount, demand.unit, made_in, where=system.reference)
    found = deliveries(system, inputs.activity, amount)
    return Evaluation(Contributions(found, Intensities(inputs.factors, inputs.gwp)), found)
