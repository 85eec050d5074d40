"""The calculation as a linear network: what each exchange takes, and what lies behind it.

The engine walks from the product to its suppliers; what lies behind a unit is found the other
way round, from the suppliers up, and must come to the engine's result before anything is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from accounting.analysis.domain.links import LinkedExchange, LinkReader
from accounting.calculations.domain.calculation import Subject, demand
from accounting.engine.domain.deliveries import deliveries
from accounting.engine.domain.loops import Loop
from accounting.engine.domain.solving import solve
from accounting.inventory.domain.background import Background
from accounting.model.domain.system import Node
from accounting.values.domain.numbers import EXACT, rounded, total
from accounting.values.domain.units import Quantity
from chassis.refusals import Conflict

_AGREE = Decimal("1e-30")


class AnalysisDisagrees(Conflict):
    """The analysis found another footprint than the calculation records."""

    zh = "分析得出 {found} kgCO2e,与核算记录的 {recorded} 不一致;请重新核算后再分析。"
    en = (
        "The analysis finds {found} kg CO2e and the calculation records {recorded}; calculate "
        "anew, then analyse that."
    )


@dataclass(frozen=True)
class Network:
    """A calculation's linear model; kg CO2e are per declared unit."""

    subject: Subject
    background: Background
    order: tuple[tuple[Node, ...], ...]
    """Users before suppliers; a group that takes from itself is a loop."""
    links: Mapping[Node, tuple[LinkedExchange, ...]]
    """By product of a process, in the order of the exchanges' identifiers."""
    demand: Quantity
    deliveries: Mapping[Node, Decimal]
    """How much of each product the demand takes."""

    @property
    def reference(self) -> Node:
        return self.subject.system.reference, self.subject.system.reference

    @cached_property
    def burdens(self) -> Mapping[Node, Decimal]:
        """kg CO2e behind one unit of each product, suppliers included."""
        found: dict[Node, Decimal] = {}
        # From the suppliers up, against the engine's direction: two ways that must meet.
        for group in reversed(self.order):
            known = {node: _known(self.links[node], found) for node in group}
            found |= _settled(group, self.links, known)
        return found

    @cached_property
    def exact(self) -> Decimal:
        """The footprint: demand times what lies behind one unit of the product."""
        return EXACT.multiply(self.demand.amount, self.burdens[self.reference])

    @cached_property
    def every_link(self) -> tuple[LinkedExchange, ...]:
        # By identifier, so that the list reads the same whatever order the network was built in.
        return tuple(link for node in sorted(self.links) for link in self.links[node])

    def weight(self, link: LinkedExchange) -> Decimal:
        """kg CO2e behind one unit of what an exchange takes."""
        return link.own if link.supplier is None else self.burdens[link.supplier]

    def amount(self, link: LinkedExchange) -> Decimal:
        """What an exchange takes for the demand."""
        return EXACT.multiply(self.deliveries[link.node], link.per_output)

    def carried(self, link: LinkedExchange) -> Decimal:
        """kg CO2e that an exchange carries for the demand, with everything behind it."""
        return EXACT.multiply(self.amount(link), self.weight(link))

    @cached_property
    def leaves(self) -> tuple[tuple[LinkedExchange, Decimal], ...]:
        """Every exchange that is no internal supply, with its kg CO2e; they are the footprint."""
        leaves = (link for link in self.every_link if link.supplier is None)
        return tuple((link, self.carried(link)) for link in leaves)

    @cached_property
    def by_place(self) -> dict[str, Decimal]:
        """kg CO2e of every exchange that is no internal supply."""
        found: dict[str, Decimal] = {}
        for link, kg_co2e in self.leaves:
            found[link.place] = EXACT.add(found.get(link.place, Decimal(0)), kg_co2e)
        return found

    @cached_property
    def by_stage(self) -> dict[str, Decimal]:
        """kg CO2e by life-cycle stage."""
        found: dict[str, list[Decimal]] = {}
        for link, kg_co2e in self.leaves:
            found.setdefault(link.stage.value, []).append(kg_co2e)
        return {stage: total(parts) for stage, parts in sorted(found.items())}

    def agreeing(self, recorded: Decimal) -> "Network":
        """Itself, if it comes to the recorded result. Raises `AnalysisDisagrees`."""
        gap = abs(EXACT.subtract(self.exact, recorded))
        # Relative to the result, and to 1 kg where the result is nearly nothing.
        if gap > EXACT.multiply(_AGREE, max(abs(recorded), Decimal(1))):
            raise AnalysisDisagrees(found=rounded(self.exact, 6), recorded=rounded(recorded, 6))
        return self


def network(subject: Subject, background: Background) -> Network:
    """Read a calculation's inputs as a network. Raises the refusals of the engine."""
    wanted = demand(subject)
    reader = LinkReader(subject, background)
    found = deliveries(subject.system, subject.activity, wanted.amount)
    order = tuple(
        tuple(
            (found.processes[place].id, product)
            for place in component
            for product in found.processes[place].outputs
        )
        for component in found.components
    )
    links = {
        (process.id, product): reader.of(process, product)
        for process in subject.system.processes
        for product in process.outputs
    }
    return Network(subject, background, order, links, wanted, found.nodes)


def _known(links: Sequence[LinkedExchange], found: Mapping[Node, Decimal]) -> Decimal:
    """What is behind one unit, but for suppliers of the same loop."""
    return total(
        EXACT.multiply(link.per_output, found[link.supplier] if link.supplier else link.own)
        for link in links
        if link.supplier is None or link.supplier in found
    )


def _settled(
    group: Sequence[Node],
    links: Mapping[Node, tuple[LinkedExchange, ...]],
    known: Mapping[Node, Decimal],
) -> dict[Node, Decimal]:
    """Inside a loop a unit carries its own share and that of what it takes: the transposed
    system of the one that finds the deliveries.
    """
    number = {node: at for at, node in enumerate(group)}
    users, suppliers, amounts = [], [], []
    for node in group:
        for link in links[node]:
            if link.supplier in number:
                # The other way round than deliveries: here a user inherits from the supplier.
                users.append(number[link.supplier])
                suppliers.append(number[node])
                amounts.append(link.per_output)
    if not amounts:
        return dict(known)
    loop = Loop.of(users, suppliers, amounts, [known[node] for node in group])
    return dict(zip(group, solve(loop), strict=True))
