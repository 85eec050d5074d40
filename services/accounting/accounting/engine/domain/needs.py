"""What each exchange of a process takes for a demand, from the template or from measured totals."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import repeat
from operator import attrgetter
from typing import Generic, TypeVar

from accounting.model.domain.activity import ActivityData, Totals
from accounting.model.domain.allocation import Split, split
from accounting.model.domain.system import Exchange, FromProcess, ProductSystem, UnitProcess
from accounting.values.domain.numbers import EXACT, ONE
from accounting.values.domain.units import Quantity, convert

Demands = Mapping[str, Decimal]
"""What is wanted of each product of one process."""
Runs = tuple[Decimal, Decimal]
"""How much of the main product is made: by the template, and by what was really made."""

_Exchange = TypeVar("_Exchange", bound=Exchange)
_AMOUNT, _UNIT, _LOSS = map(attrgetter, ("amount", "unit", "loss"))


@dataclass(frozen=True)
class Need:
    """An exchange with the amount that a demand takes; `measured` when activity data say so."""

    exchange: Exchange
    quantity: Quantity
    measured: bool


@dataclass(frozen=True)
class NeedLines(Generic[_Exchange]):
    """Exchanges of some processes, a column for each fact: there may be a hundred thousand."""

    owners: Sequence[int]
    """The place of each exchange's process among them."""
    exchanges: Sequence[_Exchange]
    amounts: Sequence[Decimal]
    units: Sequence[str]
    per: Sequence[Decimal | None]
    """How much of the output each amount is for; None is 1."""
    measured: Sequence[bool]

    @property
    def places(self) -> range:
        """Of all lines."""
        return range(len(self.exchanges))

    def quantity(self, place: int, runs: Runs) -> Decimal:
        """What a line takes when its process runs so much, in its unit.

        Multiplication comes first, so that a total and an output that divide evenly give exactly
        the template's number.
        """
        amount = EXACT.multiply(runs[self.measured[place]], self.amounts[place])
        per = self.per[place]
        return amount if per is None else EXACT.divide(amount, per)

    def quantities(self, places: Sequence[int], runs: Iterable[Runs]) -> list[Decimal]:
        """The same of many lines at once."""
        measured = map(self.measured.__getitem__, places)
        outputs = [run[by] for run, by in zip(runs, measured, strict=True)]
        found = list(map(EXACT.multiply, outputs, map(self.amounts.__getitem__, places)))
        # Dividing by 1 would round amounts that have more than fifty digits, so None stands for
        # it.
        if not self.divides:
            return found
        return [
            amount if per is None else EXACT.divide(amount, per)
            for amount, per in zip(found, map(self.per.__getitem__, places), strict=True)
        ]

    @cached_property
    def divides(self) -> bool:
        return any(self.per)


class Needs:
    """The recipe of every process: its template, its measured totals and how both are shared."""

    def __init__(self, system: ProductSystem, activity: ActivityData) -> None:
        self._system = system
        self._totals: Totals = activity.measured()
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
        count = len(process.ordered)
        lines = self.lines([process], process.ordered, [0] * count)
        found = lines.quantities(lines.places, repeat(self.runs(process, demands), count))
        for exchange, amount, unit, measured in zip(
            lines.exchanges, found, lines.units, lines.measured, strict=True
        ):
            yield Need(exchange, Quantity(amount, unit), measured)

    def runs(self, process: UnitProcess, demands: Demands) -> Runs:
        """The demand for the main product that would cause the same burden."""
        shared = self.template.get(process.id)
        # What was really made decides about measured totals, the template about everything else.
        planned = demands[process.id] if shared is None else shared.equivalent(demands)
        done = self.measured.get(process.id)
        return planned, planned if done is None else done.equivalent(demands)

    def lines(
        self,
        processes: Sequence[UnitProcess],
        exchanges: Sequence[_Exchange],
        owners: Sequence[int],
    ) -> NeedLines[_Exchange]:
        """What processes take by these exchanges; `owners` are the places of their processes.

        A measured total replaces the template amount and is divided by the measured output;
        losses are then already inside the total.
        """
        outputs = [_unless_one(process.output.amount) for process in processes]
        amounts, units = list(map(_AMOUNT, exchanges)), list(map(_UNIT, exchanges))
        per = list(map(outputs.__getitem__, owners))
        # Losses are rare, so they are worked into the output instead of being looked at in every
        # product.
        for at in [at for at, loss in enumerate(map(_LOSS, exchanges)) if loss]:
            kept = EXACT.subtract(ONE, exchanges[at].loss)
            per[at] = EXACT.multiply(processes[owners[at]].output.amount, kept)
        measured = [False] * len(exchanges)
        # Most calculations have no activity data, and then no exchange is looked up at all.
        for at, owner in enumerate(owners if self._totals else ()):
            process, exchange = processes[owner].id, exchanges[at].id
            if process in self.measured and (process, exchange) in self._totals:
                total, _ = self._totals[process, exchange]
                amounts[at], units[at], measured[at] = total.amount, total.unit, True
                # The meter saw what was lost as well, so the loss of the template is not applied
                # again.
                per[at] = _unless_one(self.measured[process].outputs[process])
        return NeedLines(owners, exchanges, amounts, units, per, measured)

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
