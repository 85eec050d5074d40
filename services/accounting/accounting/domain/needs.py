"""What each exchange of a process takes for a demand, from the template or from measured totals."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from accounting.domain.activity import ActivityData, Totals
from accounting.domain.allocation import Split, split
from accounting.domain.numbers import EXACT, ONE
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


class Take(NamedTuple):
    """One line of a recipe. A tuple, because a large system has a hundred thousand of them."""

    exchange: Exchange
    amount: Decimal
    unit: str
    per: Decimal | None
    """How much of the output the amount is for; None is 1."""
    measured: bool

    def quantity(self, planned: Decimal, actual: Decimal) -> Decimal:
        """What so much output takes, in `unit`.

        Multiplication comes first, so that a total and an output that divide evenly give exactly
        the template's number.
        """
        amount = EXACT.multiply(actual if self.measured else planned, self.amount)
        return amount if self.per is None else EXACT.divide(amount, self.per)


class Needs:
    """The recipe of every process: its template, its measured totals and how both are shared."""

    def __init__(self, system: ProductSystem, activity: ActivityData) -> None:
        self._system = system
        self._totals: Totals = activity.measured()
        self._recipes: dict[str, tuple[Take, ...]] = {}
        made = {done.process: done.made() for done in activity.processes}
        self.template: dict[str, Split] = {
            process.id: split(process)
            for process in system.processes
            if process.co_products is not None or process.allocation is not None
        }
        """Of processes with several products; the burden of others is not shared."""
        self.measured: dict[str, Split] = {
            process.id: split(process, made[process.id])
            for process in system.processes
            if process.id in made
        }

    def of(self, process: UnitProcess, demands: Demands) -> Iterator[Need]:
        """Each exchange with the amount that the demands take, in the order of identifiers."""
        runs = self.runs(process, demands)
        for take in self.recipe(process):
            yield Need(take.exchange, Quantity(take.quantity(*runs), take.unit), take.measured)

    def runs(self, process: UnitProcess, demands: Demands) -> tuple[Decimal, Decimal]:
        """The demand for the main product that would cause the same burden, by the template and by
        what was really made.
        """
        shared = self.template.get(process.id)
        planned = demands[process.id] if shared is None else shared.equivalent(demands)
        done = self.measured.get(process.id)
        return planned, planned if done is None else done.equivalent(demands)

    def recipe(self, process: UnitProcess) -> tuple[Take, ...]:
        """What a process takes, in the order of identifiers.

        A measured total replaces the template amount and is divided by the measured output;
        losses are then already inside the total.
        """
        found = self._recipes.get(process.id)
        if found is None:
            found = self._recipes[process.id] = tuple(self._takes(process))
        return found

    def _takes(self, process: UnitProcess) -> Iterator[Take]:
        done = self.measured.get(process.id)
        output = _unless_one(process.output.amount)
        for exchange in process.ordered:
            if done is not None and (process.id, exchange.id) in self._totals:
                total, _ = self._totals[process.id, exchange.id]
                made = _unless_one(done.outputs[process.id])
                yield Take(exchange, total.amount, total.unit, made, True)
            elif exchange.loss:
                kept = EXACT.subtract(ONE, exchange.loss)
                per = EXACT.multiply(process.output.amount, kept)
                yield Take(exchange, exchange.amount, exchange.unit, per, False)
            else:
                yield Take(exchange, exchange.amount, exchange.unit, output, False)

    def supplied(
        self, process: UnitProcess, amount: Decimal, unit: str, exchange: FromProcess
    ) -> Decimal:
        """What is taken, in the unit in which the supplier counts the product."""
        supplier = self._system.by_id[exchange.process]
        made = supplier.output if exchange.product is None else supplier.outputs[exchange.product]
        if unit == made.unit:
            return amount
        return convert(amount, unit, made.unit, where=f"{process.id}.{exchange.id}")


def _unless_one(amount: Decimal) -> Decimal | None:
    return None if amount == ONE else EXACT.plus(amount)
