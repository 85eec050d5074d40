"""Results: the published value and its breakdown by process, stage, exchange and flow."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import repeat
from operator import attrgetter
from typing import Annotated

from pydantic import Field

from accounting.domain.contributions import Contribution
from accounting.domain.cut_offs import CutOffBook, percent
from accounting.domain.detail import AllocatedShare, CoProductDelivery, PerUnit, Separate
from accounting.domain.engine import Evaluation
from accounting.domain.numbers import ZERO, Computed, rounded, total
from accounting.domain.text import absent
from accounting.domain.units import convert, dimension
from accounting.domain.wood import StoredCarbon
from chassis.refusals import Invalid

_PROCESS, _PLACE, _STAGE = map(attrgetter, ("process", "place", "stage.value"))
_INSIDE, _BESIDE = map(attrgetter, ("inside", "beside"))
_LARGEST_KG = Decimal(10) ** 12


class FootprintImplausible(Invalid):
    """The result is larger than any product's footprint can be."""

    zh = "{where}:核算结果约为 {value} kgCO2e,超出可能范围,此项最大;请检查其数量与单位。"
    en = (
        "{where}: the result is about {value} kg CO2e, more than can be, and this is most of it; "
        "check its amount and unit."
    )


@dataclass(frozen=True, slots=True)
class Share:
    """What one process, stage or exchange contributes, in kg CO2e per declared unit."""

    id: str
    kg_co2e: Computed
    biogenic_kg_co2: Computed


@dataclass(frozen=True, slots=True)
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
class Result:
    """The footprint of one declared unit. Every number is exact but `value`."""

    value: Computed
    """kg CO2e per declared unit, rounded once by the rule."""
    exact: Computed
    biogenic_kg_co2: Computed
    """Beside the footprint, never inside it: emission +1, uptake -1."""
    primary_percent: Computed
    """Share of the footprint that rests on measured amounts."""
    by_stage: tuple[Share, ...]
    by_process: tuple[Share, ...]
    by_exchange: tuple[Share, ...]
    deliveries: tuple[Delivery, ...]
    flows: tuple[Flow, ...]
    cut_offs: CutOffBook
    separate: Annotated[Separate | None, Field(exclude_if=absent)] = None
    """The footprint's parts; since engine 1.1, like everything below."""
    per_unit: Annotated[tuple[PerUnit, ...] | None, Field(exclude_if=absent)] = None
    stored_carbon: Annotated[StoredCarbon | None, Field(exclude_if=absent)] = None
    """Beside the footprint, never inside it (EN 16449)."""
    allocations: Annotated[tuple[AllocatedShare, ...] | None, Field(exclude_if=absent)] = None
    co_products: Annotated[tuple[CoProductDelivery, ...] | None, Field(exclude_if=absent)] = None
    loops: Annotated[tuple[tuple[str, ...], ...] | None, Field(exclude_if=absent)] = None
    """The processes of every loop; their deliveries include what the loop takes back itself."""


Book = Callable[[tuple[Contribution, ...], Decimal], CutOffBook]
"""Keeps the books of what was left out, beside the footprint."""


def summarise(evaluation: Evaluation, book: Book, *, decimals: int) -> Result:
    """Add up an evaluation in its own order and round the published value once."""
    found = evaluation.contributions
    exact = total(map(_INSIDE, found))
    by_process = sorted(found, key=_PROCESS)
    return Result(
        value=published(exact, decimals=decimals, found=found),
        exact=exact,
        biogenic_kg_co2=total(filter(None, map(_BESIDE, found))),
        primary_percent=percent(total(item.inside for item in found if item.measured), exact),
        by_stage=_shares(sorted(found, key=_STAGE), _STAGE),
        by_process=_shares(by_process, _PROCESS),
        by_exchange=_shares(sorted(by_process, key=_PLACE), _PLACE),
        deliveries=tuple(
            Delivery(process, quantity.amount, quantity.unit)
            for process, quantity in sorted(evaluation.deliveries.items())
        ),
        flows=_flows(by_process),
        cut_offs=book(found, exact),
    )


def published(exact: Decimal, *, decimals: int, found: Iterable[Contribution] = ()) -> Decimal:
    """Rounded once, as the rule says. Raises `FootprintImplausible`, which names the largest part
    where the contributions are known.
    """
    if exact > _LARGEST_KG:
        worst = max(found, key=lambda item: item.inside, default=None)
        where = f"{worst.process}.{worst.exchange}" if worst else "-"
        raise FootprintImplausible(where=where, value=f"{exact:.2E}")
    return rounded(exact, decimals)


def _shares(found: Sequence[Contribution], key: Callable[[Contribution], str]) -> tuple[Share, ...]:
    """Of contributions sorted by the key, in their own order where it is the same."""
    names, insides = list(map(key, found)), list(map(_INSIDE, found))
    edges = [at for at in range(1, len(names)) if names[at] != names[at - 1]]
    starts = [0, *edges] if names else []
    spans = list(map(slice, starts, [*edges, len(names)]))
    besides = list(map(_BESIDE, found))
    return tuple(
        map(
            Share,
            map(names.__getitem__, starts),
            _sums(insides, spans),
            _sums(besides, spans) if any(besides) else repeat(ZERO),
        )
    )


def _sums(values: Sequence[Decimal], spans: Sequence[slice]) -> Sequence[Decimal]:
    """Of each span, in its order."""
    return values if len(spans) == len(values) else [total(values[span]) for span in spans]


def _flows(found: Iterable[Contribution]) -> tuple[Flow, ...]:
    """Totals by flow and dimension, in the unit of the flow's first exchange by name."""
    groups: dict[tuple[str, str], list[Contribution]] = {}
    for item in found:
        groups.setdefault((item.flow, dimension(item.unit)), []).append(item)
    return tuple(_flow(flow, items) for (flow, _), items in sorted(groups.items()))


def _flow(flow: str, items: list[Contribution]) -> Flow:
    unit = items[0].unit
    amounts = (
        item.amount if item.unit == unit else convert(item.amount, item.unit, unit, where=flow)
        for item in items
    )
    return Flow(flow, total(amounts), unit)
