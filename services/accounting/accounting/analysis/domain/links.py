"""One exchange as the linear model sees it, per unit of one product of its process."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from accounting.calculations.domain.calculation import Subject
from accounting.engine.domain.burden import Heading, Intensities, Term, terms
from accounting.engine.domain.needs import Need, Needs
from accounting.inventory.domain.background import Background
from accounting.model.domain.system import Exchange, FromProcess, Node, UnitProcess
from accounting.values.domain.numbers import total
from accounting.values.domain.units import Quantity, convert
from packs.models import Stage

_BESIDE = frozenset({Heading.BIOGENIC_CO2, Heading.UPTAKE})
"""Reported beside the footprint, so they weigh nothing in it."""


@dataclass(frozen=True)
class LinkedExchange:
    """An exchange with its amount, and the terms of one unit of it."""

    node: Node
    """The process, and which of its products takes the exchange."""
    stage: Stage
    exchange: Exchange
    stated: Quantity
    """The amount as it was written: the template's, or the measured total of the period."""
    measured: bool
    per_output: Decimal
    """In `unit`, for one unit of the product; losses and allocation included."""
    unit: str
    supplier: Node | None
    """The product that it takes; None for what enters from outside the system."""
    terms: tuple[Term, ...]
    """What one `unit` adds to the footprint; nothing for an internal supply or a cut-off."""
    own: Decimal
    """kg CO2e of one `unit`, without anything behind a supplier."""

    @property
    def process(self) -> str:
        return self.node[0]

    @cached_property
    def place(self) -> str:
        return f"{self.process}.{self.exchange.id}"

    @cached_property
    def flow(self) -> str:
        """The flow of an exchange, or the process of an internal supply."""
        exchange = self.exchange
        return exchange.process if isinstance(exchange, FromProcess) else exchange.flow


class LinkReader:
    """Reads the exchanges of a calculation's processes."""

    def __init__(self, subject: Subject, background: Background) -> None:
        self._system = subject.system
        self._totals = subject.activity.measured()
        self._needs = Needs(subject.system, subject.activity)
        self._data = Intensities(background.factors, background.gwp)

    def of(self, process: UnitProcess, product: str) -> tuple[LinkedExchange, ...]:
        """What one unit of a product takes, by identifier of the exchange."""
        return tuple(self._links(process, product))

    def _links(self, process: UnitProcess, product: str) -> Iterator[LinkedExchange]:
        # One unit of each product by itself: what is shared between them is in the equivalents.
        one = {id: Decimal(int(id == product)) for id in process.outputs}
        for need in self._needs.of(process, one):
            found = self._totals.get((process.id, need.exchange.id))
            stated = need.exchange if found is None else found[0]
            amount, unit, supplier, own = self._taken(process, need)
            yield LinkedExchange(
                node=(process.id, product),
                stage=process.stage,
                exchange=need.exchange,
                stated=Quantity(stated.amount, stated.unit),
                measured=need.measured,
                per_output=amount,
                unit=unit,
                supplier=supplier,
                terms=own,
                own=total(term.kg_co2e for term in own),
            )

    def _taken(
        self, process: UnitProcess, need: Need
    ) -> tuple[Decimal, str, Node | None, tuple[Term, ...]]:
        exchange = need.exchange
        if isinstance(exchange, FromProcess):
            supplier, product = exchange.node
            unit = self._system.by_id[supplier].outputs[product].unit
            taken = need.quantity.amount, need.quantity.unit
            return self._needs.supplied(process, *taken, exchange), unit, exchange.node, ()
        where = f"{process.id}.{exchange.id}"
        # For one unit, so that amounts scale afterwards; terms are linear in the amount.
        found = terms(exchange, Decimal(1), self._data, where=where)
        inside = tuple(term for term in found if term.heading not in _BESIDE)
        amount = convert(need.quantity.amount, need.quantity.unit, exchange.unit, where=where)
        return amount, exchange.unit, None, inside
