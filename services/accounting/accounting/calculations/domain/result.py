"""Results: the published value and its breakdown by process, stage, exchange and flow."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import compress, repeat
from typing import Annotated

from pydantic import Field, TypeAdapter

from accounting.calculations.domain.cut_offs import CutOffBook
from accounting.calculations.domain.detail import (
    AllocatedShare,
    CoProductDelivery,
    PerUnit,
    Separate,
)
from accounting.engine.domain.contributions import Contribution, Contributions
from accounting.engine.domain.evaluation import Evaluation
from accounting.model.domain.wood import StoredCarbon
from accounting.values.domain.numbers import ZERO, Computed, percent, rounded, total
from accounting.values.domain.text import absent
from accounting.values.domain.units import convert, dimension
from chassis.refusals import Invalid

_LARGEST_KG = Decimal(10) ** 12


class FootprintImplausible(Invalid):
    """The result is larger than any product's footprint can be."""

    zh = "{where}:核算结果约为 {value} kgCO2e,超出可能范围,此项最大;请检查其数量与单位。"
    en = (
        "{where}: the result is about {value} kg CO2e, more than can be, and this is most of it; "
        "check its amount and unit."
    )


@dataclass(slots=True)
class Share:
    """What one process, stage or exchange contributes, in kg CO2e per declared unit.

    Like `ProcessDelivery` not frozen, which would double its time: a result has thousands of them.
    """

    id: str
    kg_co2e: Computed
    biogenic_kg_co2: Computed


@dataclass(slots=True)
class ProcessDelivery:
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
    deliveries: tuple[ProcessDelivery, ...]
    """What each process delivers per declared unit."""
    flows: tuple[Flow, ...]
    cut_offs: CutOffBook
    """What was left out."""
    separate: Annotated[Separate | None, Field(exclude_if=absent)] = None
    """The footprint's parts; since engine 1.1, like everything below."""
    per_unit: Annotated[tuple[PerUnit, ...] | None, Field(exclude_if=absent)] = None
    stored_carbon: Annotated[StoredCarbon | None, Field(exclude_if=absent)] = None
    """Beside the footprint, never inside it (EN 16449)."""
    allocations: Annotated[tuple[AllocatedShare, ...] | None, Field(exclude_if=absent)] = None
    """How burdens were shared."""
    co_products: Annotated[tuple[CoProductDelivery, ...] | None, Field(exclude_if=absent)] = None
    loops: Annotated[tuple[tuple[str, ...], ...] | None, Field(exclude_if=absent)] = None
    """The processes of every loop; their deliveries include what the loop takes back itself."""


Book = Callable[[Contributions, Decimal], CutOffBook]
"""Keeps the books of what was left out, beside the footprint."""


def summarise(evaluation: Evaluation, book: Book, *, decimals: int) -> Result:
    """Add up an evaluation in its own order and round the published value once."""
    of, made = evaluation.contributions, evaluation.found
    insides = of.walked(of.inside)
    exact = total(insides)
    measured = total(compress(insides, of.walked(of.measured)))
    every = range(len(of.inside))
    return Result(
        value=published(exact, decimals=decimals, found=of),
        exact=exact,
        biogenic_kg_co2=total(item.beside for item in of.others_walked()),
        primary_percent=percent(measured, exact),
        by_stage=_shares(of, of.stages, sorted(of.walk, key=of.stages.__getitem__)),
        by_process=_shares(of, of.processes, every),
        by_exchange=_shares(of, of.places, sorted(every, key=of.places.__getitem__)),
        deliveries=tuple(
            ProcessDelivery(p.id, made.nodes[p.id, p.id], p.output.unit) for p in made.processes
        ),
        flows=_flows(of),
        cut_offs=book(of, exact),
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


def _shares(of: Contributions, column: Sequence[str], order: Sequence[int]) -> tuple[Share, ...]:
    """Sums by a column of names; `order` sorts them, and says how those of one name are added."""
    names = list(map(column.__getitem__, order))
    edges = [at for at in range(1, len(names)) if names[at] != names[at - 1]]
    starts = [0, *edges] if names else []
    spans = list(map(slice, starts, [*edges, len(names)]))
    besides = (of.others[at].beside if at in of.others else ZERO for at in order)
    return tuple(
        map(
            Share,
            map(names.__getitem__, starts),
            _sums(list(map(of.inside.__getitem__, order)), spans),
            _sums(list(besides), spans) if of.others else repeat(ZERO),
        )
    )


def _sums(values: Sequence[Decimal], spans: Sequence[slice]) -> Sequence[Decimal]:
    """Of each span, in its order."""
    return values if len(spans) == len(values) else [total(values[span]) for span in spans]


def _flows(of: Contributions) -> tuple[Flow, ...]:
    """Totals by flow and dimension, in the unit of the flow's first exchange by name."""
    kinds = {unit: dimension(unit) for unit in set(of.units)}
    groups: dict[tuple[str, str], list[tuple[Decimal, str]]] = {}
    for flow, amount, unit in zip(of.flows, of.amounts, of.units, strict=True):
        groups.setdefault((flow, kinds[unit]), []).append((amount, unit))
    return tuple(_flow(flow, items) for (flow, _), items in sorted(groups.items()))


def _flow(flow: str, items: Sequence[tuple[Decimal, str]]) -> Flow:
    _, unit = items[0]
    amounts = (
        amount if given == unit else convert(amount, given, unit, where=flow)
        for amount, given in items
    )
    return Flow(flow, total(amounts), unit)


RESULT = TypeAdapter(Result)
