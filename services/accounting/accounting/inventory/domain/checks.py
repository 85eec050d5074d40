"""Checks of activity data before anyone relies on it: balances, gaps, repetitions, outliers.

A check never refuses. What it finds is shown until a person resolves it with a reason.
"""

import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from accounting.model.domain.activity import ActivityData, Consumption, ProcessActivity
from accounting.model.domain.exchanges import Transport, Waste
from accounting.model.domain.system import (
    CutOff,
    Exchange,
    FromFactor,
    FromProcess,
    ProductSystem,
    UnitProcess,
)
from accounting.values.domain.numbers import EXACT, plain, rounded, total
from accounting.values.domain.units import Dimension, Quantity, convert, dimension

MASS_TOLERANCE = Decimal("0.1")
"""Share by which inputs and outputs of a process may differ in mass."""
ENERGY_TOLERANCE = Decimal("0.25")
TEMPLATE_FACTOR = Decimal(2)
"""A measured intensity beyond this multiple of the template's, or below its inverse, stands out."""
SHORTEST_HISTORY = 5
ROBUST_Z = Decimal("3.5")
_SCALE = Decimal("0.6745")
"""The 0.75 quantile of the normal distribution: MAD over it estimates the standard deviation."""


class Check(StrEnum):
    """What was found."""

    MASS_BALANCE = "mass-balance"
    ENERGY_BALANCE = "energy-balance"
    TEMPLATE_OUTLIER = "template-outlier"
    HISTORY_OUTLIER = "history-outlier"
    CATEGORY_BOUNDS = "category-bounds"
    CATEGORY_OUTLIER = "category-outlier"
    PERIOD_OVERLAP = "period-overlap"
    PERIOD_GAP = "period-gap"
    COPIED = "copied"


Past: TypeAlias = Mapping[tuple[str, str], Sequence[tuple[Consumption, Quantity]]]


@dataclass(frozen=True)
class Found:
    """One observation about a process or an exchange, with the numbers behind it."""

    check: Check
    place: str
    zh: str
    en: str


def findings(
    activity: ActivityData, system: ProductSystem, history: Sequence[ActivityData]
) -> list[Found]:
    """Everything that stands out, by check and place. `history` is earlier data of the system."""
    found = [*_periods(activity, history)]
    earlier = _by_exchange(history)
    for reported in activity.processes:
        process = system.by_id[reported.process]
        found += _mass(reported, process)
        found += _energy(reported, process)
        found += _against_template(reported, process)
        found += _against_history(reported, earlier)
    return sorted(found, key=lambda each: (each.check, each.place))


def _periods(activity: ActivityData, history: Sequence[ActivityData]) -> Iterator[Found]:
    start, end = activity.period_start, activity.period_end
    for other in history:
        period = f"{other.period_start}/{other.period_end}"
        if other.period_start < end and start < other.period_end:
            zh, en = f"与已填报的统计期 {period} 重叠", f"overlaps the reported period {period}"
            yield Found(Check.PERIOD_OVERLAP, period, zh, en)
        elif other.processes == activity.processes:
            zh, en = f"与统计期 {period} 的全部数值相同", f"every number equals that of {period}"
            yield Found(Check.COPIED, period, zh, en)
    before = [other.period_end for other in history if other.period_end <= start]
    if before and max(before) < start:
        days = (start - max(before)).days
        zh, en = f"{max(before)} 起 {days} 天无数据", f"no data for {days} days from {max(before)}"
        yield Found(Check.PERIOD_GAP, str(max(before)), zh, en)


def _mass(reported: ProcessActivity, process: UnitProcess) -> Iterator[Found]:
    """What goes in must come out: products and waste. Only where both sides are told by mass."""
    waste = {each.id for each in process.exchanges if isinstance(each, Waste)}
    carried = {
        each.id
        for each in process.exchanges
        if isinstance(each, FromProcess | FromFactor | CutOff)
        and dimension(each.unit) is Dimension.MASS
    }
    totals = {each.exchange: Quantity(each.amount, each.unit) for each in reported.consumption}
    made = list(reported.made().values())
    told = carried and carried <= totals.keys() and all(map(_is_mass, made))
    if not told or not all(_is_mass(totals[name]) for name in carried):
        return
    into = _kg(totals[name] for name in sorted(carried))
    out = _kg([*made, *(q for name, q in totals.items() if name in waste and _is_mass(q))])
    if (larger := max(into, out)) and abs(into - out) > larger * MASS_TOLERANCE:
        zh = f"投入 {plain(into)} kg,产出与废物 {plain(out)} kg,相差超过 {MASS_TOLERANCE:.0%}"
        en = f"{plain(into)} kg go in, {plain(out)} kg come out: over {MASS_TOLERANCE:.0%} apart"
        yield Found(Check.MASS_BALANCE, process.id, zh, en)


def _energy(reported: ProcessActivity, process: UnitProcess) -> Iterator[Found]:
    """Energy per output against the template's, over the carriers told in energy units."""
    carriers = {e.id: e for e in process.exchanges if _is_energy(e)}
    totals = {e.exchange: e for e in reported.consumption if e.exchange in carriers}
    if len(carriers) < 2 or totals.keys() != carriers.keys():
        return
    measured = total(convert(e.amount, e.unit, "MJ", where=process.id) for e in totals.values())
    output = convert(
        reported.output.amount, reported.output.unit, process.output.unit, where=process.id
    )
    planned = total(convert(e.amount, e.unit, "MJ", where=process.id) for e in carriers.values())
    expected = EXACT.divide(EXACT.multiply(planned, output), process.output.amount)
    if expected and abs(measured - expected) > expected * ENERGY_TOLERANCE:
        zh = f"能耗 {plain(measured)} MJ,模板折算 {plain(rounded(expected, 6))} MJ"
        en = f"{plain(measured)} MJ used, the template says {plain(rounded(expected, 6))} MJ"
        yield Found(Check.ENERGY_BALANCE, process.id, zh, en)


def _against_template(reported: ProcessActivity, process: UnitProcess) -> Iterator[Found]:
    """Each measured intensity against the amount that the system was modelled with."""
    planned = {each.id: each for each in process.exchanges if not isinstance(each, FromProcess)}
    for each in reported.consumption:
        template = planned.get(each.exchange)
        if template is None or isinstance(template, Transport) or not template.amount:
            continue
        where = f"{process.id}.{each.exchange}"
        amount = convert(each.amount, each.unit, template.unit, where=where)
        output = convert(
            reported.output.amount, reported.output.unit, process.output.unit, where=where
        )
        planned_total = EXACT.multiply(template.amount, output)
        ratio = EXACT.divide(EXACT.multiply(amount, process.output.amount), planned_total)
        if not 1 / TEMPLATE_FACTOR <= ratio <= TEMPLATE_FACTOR:
            times = plain(rounded(ratio, 3))
            zh, en = f"单耗为模板的 {times} 倍", f"{times} times the template's amount per output"
            yield Found(Check.TEMPLATE_OUTLIER, where, zh, en)


def _by_exchange(history: Sequence[ActivityData]) -> Past:
    """Earlier totals with the output they belong to, by process and exchange."""
    found: dict[tuple[str, str], list[tuple[Consumption, Quantity]]] = {}
    for data in history:
        for key, measured in data.measured().items():
            found.setdefault(key, []).append(measured)
    return found


def _against_history(reported: ProcessActivity, past: Past) -> Iterator[Found]:
    """Each intensity against those of earlier periods, by the median absolute deviation."""
    for each in reported.consumption:
        earlier = [
            _intensity(total_.amount, total_.unit, made)
            for total_, made in past.get((reported.process, each.exchange), ())
            if made.unit == reported.output.unit
        ]
        z = robust_z(_intensity(each.amount, each.unit, reported.output), earlier)
        if z is not None and abs(z) > ROBUST_Z:
            where, score = f"{reported.process}.{each.exchange}", plain(rounded(z, 2))
            zh = f"单耗偏离历史(稳健 z = {score},{len(earlier)} 期)"
            en = f"unlike its history (robust z = {score}, {len(earlier)} periods)"
            yield Found(Check.HISTORY_OUTLIER, where, zh, en)


def robust_z(value: Decimal, history: Sequence[Decimal]) -> Decimal | None:
    """0.6745 (x - median) / MAD; None with fewer than five values, or when they do not vary.

    Source: Iglewicz and Hoaglin (1993), the modified z-score; beyond 3.5 is an outlier.
    """
    if len(history) < SHORTEST_HISTORY:
        return None
    median = statistics.median(history)
    deviation = statistics.median(abs(each - median) for each in history)
    if not deviation:
        return None
    return EXACT.divide(EXACT.multiply(_SCALE, value - median), deviation)


def _intensity(amount: Decimal, unit: str, made: Quantity) -> Decimal:
    base = {Dimension.ENERGY: "MJ", Dimension.MASS: "kg"}.get(dimension(unit), unit)
    return EXACT.divide(convert(amount, unit, base, where=unit), made.amount)


def _is_energy(exchange: Exchange) -> bool:
    """Inputs from other processes are left out: the template may tell them in another unit."""
    inner = isinstance(exchange, FromProcess | CutOff)
    return not inner and dimension(exchange.unit) is Dimension.ENERGY


def _is_mass(quantity: Quantity) -> bool:
    return dimension(quantity.unit) is Dimension.MASS


def _kg(quantities: Iterable[Quantity]) -> Decimal:
    return total(convert(q.amount, q.unit, "kg", where="kg") for q in quantities)
