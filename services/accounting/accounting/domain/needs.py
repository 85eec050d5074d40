"""What each exchange of a process takes for a demand, from the template or from measured totals."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from accounting.domain.activity import ActivityData, Totals
from accounting.domain.allocation import Split, split
from accounting.domain.numbers import EXACT
from accounting.domain.system import Exchange, FromProcess, ProductSystem, UnitProcess
from accounting.domain.units import Quantity, convert

Demands = Mapping[str, Decimal]
"""What is wanted of each product of one process."""


@dataclass(frozen=True)
class Need:
    """An exchange with the amount that a demand takes; `measured` when activity data say so."""

    exchange: Exchange
    quantity: Quantity
    measured: bool


class Needs:
    """The recipe of every process: its template, its measured totals and how both are shared."""

    def __init__(self, system: ProductSystem, activity: ActivityData) -> None:
        self._system = system
        self._totals: Totals = activity.measured()
        made = {done.process: done.made() for done in activity.processes}
        self.template = {process.id: split(process) for process in system.processes}
        self.measured: dict[str, Split] = {
            process.id: split(process, made[process.id])
            for process in system.processes
            if process.id in made
        }

    def of(self, process: UnitProcess, demands: Demands) -> Iterator[Need]:
        """Each exchange with the amount that the demands take, in the order of identifiers.

        A measured total replaces the template amount and is divided by the measured output;
        losses are then already inside the total. Multiplication comes first, so that a total and
        an output that divide evenly give exactly the template's number.
        """
        planned = self.template[process.id].equivalent(demands)
        done = self.measured.get(process.id)
        actual = planned if done is None else done.equivalent(demands)
        for exchange in process.ordered:
            if done is not None and (process.id, exchange.id) in self._totals:
                total, _ = self._totals[process.id, exchange.id]
                amount = EXACT.multiply(actual, total.amount)
                amount = EXACT.divide(amount, done.outputs[process.id])
                yield Need(exchange, Quantity(amount, total.unit), True)
            else:
                kept = EXACT.subtract(Decimal(1), exchange.loss)
                per = EXACT.multiply(process.output.amount, kept)
                amount = EXACT.divide(EXACT.multiply(planned, exchange.amount), per)
                yield Need(exchange, Quantity(amount, exchange.unit), False)

    def supplied(self, process: UnitProcess, need: Need, exchange: FromProcess) -> Decimal:
        """The need in the unit in which the supplier counts the product."""
        supplier = self._system.by_id[exchange.process]
        made = supplier.output if exchange.product is None else supplier.outputs[exchange.product]
        where = f"{process.id}.{exchange.id}"
        return convert(need.quantity.amount, need.quantity.unit, made.unit, where=where)
