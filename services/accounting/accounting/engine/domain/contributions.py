"""What each exchange adds to a footprint, for deliveries that are known."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple, TypeVar

from accounting.engine.domain.burden import (
    INSIDE,
    Heading,
    Intensities,
    Term,
    by_heading,
    inside,
    terms,
)
from accounting.engine.domain.deliveries import Deliveries, spans
from accounting.model.domain.exchanges import Uptake, Waste
from accounting.model.domain.system import CutOff, Emission, FromFactor, WithBurden
from accounting.values.domain.numbers import EXACT, ZERO
from accounting.values.domain.units import convert
from packs.models import Stage

_FOSSIL = Heading.FOSSIL
_Fact = TypeVar("_Fact")
_ID, _FLOW, _UNIT = map(attrgetter, ("id", "flow", "unit"))


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


class Contributions:
    """What every exchange adds: columns in the order of identifiers, process after process.

    By far most add just what one fossil factor says. Of these a record is made only when it is
    asked for; the others have theirs from the start. Raises the refusals of units and gases.
    """

    def __init__(self, found: Deliveries, data: Intensities) -> None:
        lines, processes = found.others, found.processes
        self._lines, self._processes, self._data = lines, processes, data
        ids, stages = [p.id for p in processes], [p.stage.value for p in processes]
        self.processes = [ids[owner] for owner in lines.owners]
        self.stages = [stages[owner] for owner in lines.owners]
        names = map(_ID, lines.exchanges)
        self.places = [f"{id}.{name}" for id, name in zip(self.processes, names, strict=True)]
        self.flows: list[str] = list(map(_FLOW, lines.exchanges))
        self.units: list[str] = list(map(_UNIT, lines.exchanges))
        self.measured = lines.measured
        quantities = lines.quantities(lines.places, map(found.runs.__getitem__, lines.owners))
        self.amounts = [
            amount if unit == wanted else convert(amount, unit, wanted, where=place)
            for amount, unit, wanted, place in zip(
                quantities, lines.units, self.units, self.places, strict=True
            )
        ]
        self.others: dict[int, Contribution] = {}
        """The records of all that is not just fossil and from one factor."""
        self.inside = self._inside(lines.exchanges)
        """kg CO2e inside the footprint."""
        own = spans(lines.owners, len(processes))
        self.walk = [
            at for component in found.components for place in component for at in own[place]
        ]
        """The places of the exchanges in the order in which they are added up."""

    def __iter__(self) -> Iterator[Contribution]:
        """The records, in the order in which they are added up."""
        return (self.others.get(at) or self._fossil(at) for at in self.walk)

    def others_walked(self) -> list[Contribution]:
        """The records of the others, in the order in which they are added up."""
        return [self.others[at] for at in self.walk if at in self.others] if self.others else []

    def fossil_walked(self) -> list[Decimal]:
        """kg CO2e of fossil origin, in the order in which they are added up."""
        found = list(self.inside)
        for at, record in self.others.items():
            found[at] = record.fossil
        return self.walked(found)

    def walked(self, column: Sequence[_Fact]) -> list[_Fact]:
        """A column in the order in which it is added up."""
        return list(map(column.__getitem__, self.walk))

    def _inside(self, exchanges: Sequence[WithBurden]) -> list[Decimal]:
        known, found = self._data.known, list[Decimal]()
        columns = zip(exchanges, self.amounts, self.units, strict=True)
        for at, (exchange, amount, unit) in enumerate(columns):
            # By far the most common kind is settled here, without a record and without a call.
            if type(exchange) is FromFactor:
                heading, _, per, value = known[exchange.factor]
                if heading is _FOSSIL:
                    if unit != per:
                        amount = convert(amount, unit, per, where=self.places[at])
                    found.append(EXACT.multiply(amount, value))
                    continue
            self.others[at] = self._of_several(at, exchange)
            found.append(self.others[at].inside)
        return found

    def _head(self, at: int) -> tuple[str, str, str, Stage, str, Decimal, str]:
        process, exchange = self._processes[self._lines.owners[at]], self._lines.exchanges[at]
        names = process.id, exchange.id, self.places[at]
        return *names, process.stage, self.flows[at], self.amounts[at], self.units[at]

    def _fossil(self, at: int) -> Contribution:
        """All of it is fossil: under other headings there is nothing."""
        exchange, burden = self._lines.exchanges[at], self.inside[at]
        found = terms(exchange, self.amounts[at], self._data, where=self.places[at])
        facts = (burden, ZERO, burden, ZERO, False, self.measured[at])
        return Contribution(*self._head(at), *facts, terms=found)

    def _of_several(self, at: int, exchange: WithBurden) -> Contribution:
        """Of any number of terms, under any heading."""
        found = terms(exchange, self.amounts[at], self._data, where=self.places[at])
        sums = by_heading((term.heading, term.kg_co2e) for term in found)
        estimate = exchange.estimate if isinstance(exchange, CutOff) else None
        return Contribution(
            *self._head(at),
            inside=inside(*(sums[heading] for heading in INSIDE)),
            beside=EXACT.add(sums[Heading.BIOGENIC_CO2], sums[Heading.UPTAKE]),
            fossil=sums[Heading.FOSSIL],
            biogenic_co2=sums[Heading.BIOGENIC_CO2],
            cut_off=isinstance(exchange, CutOff),
            measured=self.measured[at],
            biogenic_gases=sums[Heading.BIOGENIC_GASES],
            land_use_change=sums[Heading.LAND_USE_CHANGE],
            aircraft=sums[Heading.AIRCRAFT],
            uptake=sums[Heading.UPTAKE],
            # Outputs are no inputs: what is cut off is held against what goes in.
            is_input=not isinstance(exchange, Emission | Waste | Uptake),
            estimate=None if estimate is None else EXACT.multiply(self.amounts[at], estimate),
            terms=found,
        )
