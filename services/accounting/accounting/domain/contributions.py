"""What each exchange adds to a footprint, for deliveries that are known."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import repeat
from typing import NamedTuple

from accounting.domain.burden import (
    INSIDE,
    Heading,
    Intensities,
    Known,
    Term,
    by_heading,
    inside,
    terms,
)
from accounting.domain.deliveries import Deliveries, spans
from accounting.domain.exchanges import Uptake, Waste
from accounting.domain.numbers import EXACT, ZERO
from accounting.domain.system import CutOff, Emission, FromFactor, UnitProcess, WithBurden
from accounting.domain.units import convert
from packs.models import Stage

_FOSSIL = Heading.FOSSIL


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


def contributions(found: Deliveries, data: Intensities) -> tuple[Contribution, ...]:
    """Process after process in the order of the walk, each in the order of identifiers.

    Raises the refusals of units and gases.
    """
    lines = found.others
    processes = map(found.processes.__getitem__, lines.owners)
    amounts = lines.quantities(lines.places, map(found.runs.__getitem__, lines.owners))
    columns = processes, lines.exchanges, amounts, lines.units, lines.measured
    each = list(map(_contribution, *columns, repeat(data), repeat(data.known)))
    of = spans(lines.owners, len(found.processes))
    return tuple(each[at] for place in found.order for at in of[place])


def _contribution(
    process: UnitProcess,
    exchange: WithBurden,
    amount: Decimal,
    unit: str,
    measured: bool,
    data: Intensities,
    known: Mapping[str, Known],
) -> Contribution:
    place, wanted = f"{process.id}.{exchange.id}", exchange.unit
    if unit != wanted:
        amount = convert(amount, unit, wanted, where=place)
    head = (process.id, exchange.id, place, process.stage, exchange.flow, amount, wanted)
    if type(exchange) is FromFactor and (factor := known[exchange.factor]).heading is _FOSSIL:
        _, source, per, value = factor
        in_unit = amount if wanted == per else convert(amount, wanted, per, where=place)
        burden = EXACT.multiply(in_unit, value)  # All of it; under other headings there is none.
        one = (Term(_FOSSIL, source, in_unit, per, value, burden),)
        return Contribution(*head, burden, ZERO, burden, ZERO, False, measured, terms=one)
    return _of_several(head, exchange, measured, terms(exchange, amount, data, where=place))


def _of_several(
    head: tuple[str, str, str, Stage, str, Decimal, str],
    exchange: WithBurden,
    measured: bool,
    found: tuple[Term, ...],
) -> Contribution:
    """Whose terms are of any number and under any heading."""
    sums = by_heading((term.heading, term.kg_co2e) for term in found)
    estimate = exchange.estimate if isinstance(exchange, CutOff) else None
    return Contribution(
        *head,
        inside=inside(*(sums[heading] for heading in INSIDE)),
        beside=EXACT.add(sums[Heading.BIOGENIC_CO2], sums[Heading.UPTAKE]),
        fossil=sums[Heading.FOSSIL],
        biogenic_co2=sums[Heading.BIOGENIC_CO2],
        cut_off=isinstance(exchange, CutOff),
        measured=measured,
        biogenic_gases=sums[Heading.BIOGENIC_GASES],
        land_use_change=sums[Heading.LAND_USE_CHANGE],
        aircraft=sums[Heading.AIRCRAFT],
        uptake=sums[Heading.UPTAKE],
        is_input=not isinstance(exchange, Emission | Waste | Uptake),
        estimate=None if estimate is None else EXACT.multiply(head[5], estimate),
        terms=found,
    )
