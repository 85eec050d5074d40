"""Results: the published value and its breakdown by process, stage, exchange and flow."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from accounting.domain.engine import Contribution, Evaluation
from accounting.domain.numbers import EXACT, Computed, rounded, total
from accounting.domain.units import Dimension, convert, dimension
from chassis.refusals import Invalid
from packs.models import CutOffLimits

_LARGEST_KG = Decimal(10) ** 12


class FootprintImplausible(Invalid):
    """The result is larger than any product's footprint can be."""

    zh = "核算结果约为 {value} kgCO2e,超出可能范围;请检查各交换的数量与单位。"
    en = "The result is about {value} kg CO2e, more than can be; check amounts and units."


@dataclass(frozen=True)
class Share:
    """What one process, stage or exchange contributes, in kg CO2e per declared unit."""

    id: str
    kg_co2e: Computed
    biogenic_kg_co2: Computed


@dataclass(frozen=True)
class Delivery:
    """How much a process delivers per declared unit."""

    process: str
    amount: Computed
    unit: str


@dataclass(frozen=True)
class Flow:
    """The total of one flow over all processes, per declared unit."""

    flow: str
    amount: Computed
    unit: str


@dataclass(frozen=True)
class CutOffItem:
    """One input left out. The share is of all material inputs, where it is a mass."""

    id: str
    flow: str
    amount: Computed
    unit: str
    mass_percent: Computed | None
    within_limit: bool | None


@dataclass(frozen=True)
class CutOffBook:
    """Everything left out, against the rule's limits; a reviewer judges what exceeds them."""

    items: tuple[CutOffItem, ...]
    total_mass_percent: Computed
    within_limit: bool


@dataclass(frozen=True)
class Result:
    """The footprint of one declared unit. Every number is exact but `value`."""

    value: Computed
    """kg CO2e per declared unit, rounded once by the rule."""
    exact: Computed
    biogenic_kg_co2: Computed
    """Beside the footprint, never inside it."""
    primary_percent: Computed
    """Share of the footprint that rests on measured amounts."""
    by_stage: tuple[Share, ...]
    by_process: tuple[Share, ...]
    by_exchange: tuple[Share, ...]
    deliveries: tuple[Delivery, ...]
    flows: tuple[Flow, ...]
    cut_offs: CutOffBook


def summarise(evaluation: Evaluation, limits: CutOffLimits, *, decimals: int) -> Result:
    """Add up an evaluation in its own order and round the published value once."""
    found = evaluation.contributions
    exact = total(item.fossil for item in found)
    if exact > _LARGEST_KG:
        raise FootprintImplausible(value=f"{exact:.2E}")
    return Result(
        value=rounded(exact, decimals),
        exact=exact,
        biogenic_kg_co2=total(item.biogenic_co2 for item in found),
        primary_percent=_percent(total(item.fossil for item in found if item.measured), exact),
        by_stage=_shares(found, lambda item: item.stage.value),
        by_process=_shares(found, lambda item: item.process),
        by_exchange=_shares(found, lambda item: f"{item.process}.{item.exchange}"),
        deliveries=tuple(
            Delivery(process, quantity.amount, quantity.unit)
            for process, quantity in sorted(evaluation.deliveries.items())
        ),
        flows=_flows(found),
        cut_offs=_cut_offs(found, limits),
    )


def _shares(found: Iterable[Contribution], key: Callable[[Contribution], str]) -> tuple[Share, ...]:
    groups: dict[str, list[Contribution]] = {}
    for item in found:
        groups.setdefault(key(item), []).append(item)
    return tuple(
        Share(id, total(i.fossil for i in items), total(i.biogenic_co2 for i in items))
        for id, items in sorted(groups.items())
    )


def _flows(found: Iterable[Contribution]) -> tuple[Flow, ...]:
    """Totals by flow and dimension, in the unit of the flow's first exchange by name."""
    groups: dict[tuple[str, Dimension], list[Contribution]] = {}
    for item in sorted(found, key=lambda item: (item.process, item.exchange)):
        groups.setdefault((item.flow, dimension(item.unit)), []).append(item)
    return tuple(
        Flow(
            flow,
            total(convert(i.amount, i.unit, items[0].unit, where=flow) for i in items),
            items[0].unit,
        )
        for (flow, _), items in sorted(groups.items())
    )


def _cut_offs(found: Iterable[Contribution], limits: CutOffLimits) -> CutOffBook:
    """Mass shares of what was left out. Emissions are outputs and do not count as inputs."""
    inputs = [item for item in found if not item.flow.startswith("emission:")]
    all_kg = total(_mass_kg(item) for item in inputs)
    left_out = sorted(
        (item for item in inputs if item.cut_off), key=lambda item: (item.process, item.exchange)
    )
    whole = _percent(total(_mass_kg(item) for item in left_out), all_kg)
    items = tuple(_cut_off(item, all_kg, limits) for item in left_out)
    singles = all(item.within_limit is not False for item in items)
    return CutOffBook(items, whole, singles and whole <= limits.total_percent)


def _cut_off(item: Contribution, all_kg: Decimal, limits: CutOffLimits) -> CutOffItem:
    weighed = dimension(item.unit) is Dimension.MASS
    share = _percent(_mass_kg(item), all_kg) if weighed else None
    within = None if share is None else share <= limits.single_percent
    id = f"{item.process}.{item.exchange}"
    return CutOffItem(id, item.flow, item.amount, item.unit, share, within)


def _mass_kg(item: Contribution) -> Decimal:
    if dimension(item.unit) is not Dimension.MASS:
        return Decimal(0)
    return convert(item.amount, item.unit, "kg", where=item.flow)


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    """For people to read, hence four decimals."""
    if whole == 0:
        return Decimal(0)
    return rounded(EXACT.divide(EXACT.multiply(part, Decimal(100)), whole), 4)
