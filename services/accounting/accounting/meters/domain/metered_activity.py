"""Activity data made of what meters counted, with a derivation that anyone can check."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from pydantic import ConfigDict, with_config

from accounting.meters.domain.metering import DECIMALS, Metered, Reading
from accounting.meters.domain.meters import Feed, KnownMeter
from accounting.model.domain.activity import (
    ActivityData,
    Consumption,
    CoProductOutput,
    Evidence,
    ProcessActivity,
)
from accounting.values.domain.numbers import EXACT, plain, rounded, total
from accounting.values.domain.text import Id
from accounting.values.domain.units import Quantity, convert
from chassis.refusals import Conflict, Invalid

_SOURCE_CHARACTERS = 200
Place = tuple[str, str | None]
"""A process, and one of its exchanges; without one, the process's output."""


class NothingMetered(Conflict):
    """No meter of the caller's feeds this product system."""

    zh = "没有计量表计量产品系统 {system}。请在计量表的 feeds 中登记去向。"
    en = "No meter feeds the system {system}; name it in the feeds of a meter."


class OutputUnknown(Invalid):
    """A process's inputs are metered, and nothing says how much it made."""

    zh = "过程 {process} 的产出未知。请登记产量表,或在 outputs 中填报产出及证据。"
    en = "How much {process} made is unknown; meter its output, or state it in outputs."


class OutputTwice(Invalid):
    """An output is both metered and stated, or stated twice."""

    zh = "过程 {process} 的产出有两个来源。请只保留计量或填报之一。"
    en = "The output of {process} has two sources; keep what is metered or what is stated."


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True)
class StatedOutput:
    """What a process made, where no meter counts it."""

    process: Id
    output: Quantity
    evidence: Evidence


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True)
class StatedCoProduct:
    """What came out of a co-product of a process; meters count main outputs."""

    process: Id
    product: Id
    output: Quantity
    evidence: Evidence


@dataclass(frozen=True)
class Stated:
    """What a person reports beside what meters counted."""

    outputs: Sequence[StatedOutput] = ()
    co_products: Sequence[StatedCoProduct] = ()

    def beside(self, process: str) -> tuple[CoProductOutput, ...] | None:
        mine = [each for each in self.co_products if each.process == process]
        return tuple(CoProductOutput(e.product, e.output, e.evidence) for e in mine) or None


@dataclass(frozen=True)
class MeteredContribution:
    """What one meter says about one place."""

    meter: KnownMeter
    feed: Feed
    metered: Metered

    @property
    def place(self) -> Place:
        return self.feed.process, self.feed.exchange

    @property
    def amount(self) -> Decimal:
        return EXACT.multiply(self.metered.amount, self.feed.share)


@dataclass(frozen=True)
class Derived:
    """The total of one place, and the document that says how it came about."""

    total: Quantity
    document: dict[str, object]
    source: str


def by_place(
    contributions: Iterable[MeteredContribution],
) -> Mapping[Place, Sequence[MeteredContribution]]:
    """Contributions to each place, by meter."""
    found: dict[Place, list[MeteredContribution]] = {}
    for each in sorted(contributions, key=lambda each: (each.feed.process, each.meter.id)):
        found.setdefault(each.place, []).append(each)
    return found


def derived(
    system: UUID, place: Place, of: Sequence[MeteredContribution], start: date, end: date
) -> Derived:
    """Add up in the unit of the first meter; one rounding to six decimals at the end."""
    unit, where = of[0].metered.unit, ".".join(filter(None, place))
    parts = [convert(each.amount, each.metered.unit, unit, where=where) for each in of]
    amount = rounded(total(parts), DECIMALS)
    document: dict[str, object] = {
        "kind": "metered-amount",
        "system": str(system),
        "process": place[0],
        "exchange": place[1],
        "period_start": start.isoformat(),
        "period_end": end.isoformat(),
        "amount": plain(amount),
        "unit": unit,
        "meters": [_meter(each) for each in of],
    }
    names = ", ".join(each.meter.id for each in of)
    return Derived(Quantity(amount, unit), document, f"计量 meters {names}"[:_SOURCE_CHARACTERS])


def activity(
    start: date,
    end: date,
    totals: Mapping[Place, tuple[Quantity, Evidence]],
    stated: Stated,
) -> ActivityData:
    """Activity data of the period; each process needs an output, metered or stated."""
    outputs = {place[0]: found for place, found in totals.items() if place[1] is None}
    for each in stated.outputs:
        if each.process in outputs:
            raise OutputTwice(process=each.process)
        outputs[each.process] = each.output, each.evidence
    beside = {each.process for each in stated.co_products}
    processes = sorted({process for process, _ in totals} | outputs.keys() | beside)
    if unknown := [process for process in processes if process not in outputs]:
        raise OutputUnknown(process=unknown[0])
    return ActivityData(
        period_start=start,
        period_end=end,
        processes=tuple(
            replace(_process(name, *outputs[name], totals), co_products=stated.beside(name))
            for name in processes
        ),
    )


def _process(
    name: str,
    output: Quantity,
    evidence: Evidence,
    totals: Mapping[Place, tuple[Quantity, Evidence]],
) -> ProcessActivity:
    consumption = tuple(
        Consumption(exchange, quantity.amount, quantity.unit, proof)
        for (process, exchange), (quantity, proof) in totals.items()
        if process == name and exchange is not None
    )
    return ProcessActivity(process=name, output=output, evidence=evidence, consumption=consumption)


def _meter(each: MeteredContribution) -> dict[str, object]:
    found = each.metered
    return {
        "id": each.meter.id,
        "description": each.meter.version,
        "share": plain(each.feed.share),
        "amount": plain(found.amount),
        "unit": found.unit,
        "multiplier": plain(each.meter.meter.multiplier),
        "readings": found.readings,
        "readings_sha256": found.sha256,
        "first": _reading(found.first),
        "last": _reading(found.last),
        "doubts": [
            {"doubt": note.doubt.value, "times": note.times, "first": note.first}
            for note in found.doubts
        ],
    }


def _reading(reading: Reading) -> dict[str, object]:
    return {"at": reading.at, "value": plain(reading.value)}
