"""Activity data: what a plant really made and consumed in a reference period."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter, with_config

from accounting.model.domain.system import AmountImpossible, FromProcess, ProductSystem, UnitProcess
from accounting.values.domain.numbers import Exact
from accounting.values.domain.text import Hash, Id, Name, Symbol, absent
from accounting.values.domain.units import Quantity, UnitsIncompatible, dimension
from chassis.refusals import Invalid
from chassis.written import Day

_STRICT = ConfigDict(extra="forbid")


class PeriodImpossible(Invalid):
    """A reference period that ends before it starts."""

    zh = "统计期 {start} 至 {end} 不成立:结束日(不含)必须晚于开始日。"
    en = "The period {start} to {end} cannot be: its end (exclusive) must come after its start."


class PeriodInFuture(Invalid):
    """Activity data about days that have not happened."""

    zh = "统计期结束于 {end},晚于今天 {today};只能填报已发生的数据。"
    en = "The period ends on {end}, after today ({today}); report only what has happened."


class ActivityUnknown(Invalid):
    """Activity data about a process or exchange that the system does not have."""

    zh = "活动数据 {where} 不在产品系统中。请核对标识,可用项:{known}。"
    en = "The system has no {where} to report on. Known here: {known}."


class CoProductUnmeasured(Invalid):
    """A process was reported without every one of its products."""

    zh = "{process}:统计期内须填报全部产品的产量(缺少或重复:{wrong}),分配才成立。"
    en = (
        "{process}: report what came out of every product (missing or repeated: {wrong}); "
        "the allocation needs them all."
    )


class ActivityRepeated(Invalid):
    """One process or exchange was reported twice for the same period."""

    zh = "活动数据 {where} 重复填报,请合并为一项。"
    en = "{where} is reported twice; give one total for the period."


@with_config(_STRICT)
@dataclass(frozen=True)
class Evidence:
    """The document behind a number: its hash proves later which document it was."""

    sha256: Hash
    source: Name


@with_config(_STRICT)
@dataclass(frozen=True)
class Consumption:
    """The total of one exchange over the period, losses included."""

    exchange: Id
    amount: Exact
    unit: Symbol
    evidence: Evidence


@with_config(_STRICT)
@dataclass(frozen=True)
class CoProductOutput:
    """What came out of one co-product over the period."""

    product: Id
    output: Quantity
    evidence: Evidence


@with_config(_STRICT)
@dataclass(frozen=True)
class ProcessActivity:
    """What one process made and consumed over the period."""

    process: Id
    output: Quantity
    evidence: Evidence
    consumption: tuple[Consumption, ...]
    """What was consumed in the period."""
    co_products: Annotated[
        tuple[CoProductOutput, ...] | None, Field(min_length=1, max_length=50, exclude_if=absent)
    ] = None
    """Every co-product of the process, or none when it has none."""

    def made(self) -> Mapping[str, Quantity]:
        """What came out, by product; the main product has the process's identifier."""
        beside = {product.product: product.output for product in self.co_products or ()}
        return {self.process: self.output, **beside}


@with_config(_STRICT)
@dataclass(frozen=True)
class ActivityData:
    """Totals of one reference period; `period_end` is exclusive."""

    period_start: Day
    period_end: Day
    processes: tuple[ProcessActivity, ...]

    def measured(self) -> "Totals":
        """Measured totals, with the output they belong to, by process and exchange."""
        return {
            (activity.process, total.exchange): (total, activity.output)
            for activity in self.processes
            for total in activity.consumption
        }


NOTHING_MEASURED = ActivityData(date(1970, 1, 1), date(1970, 1, 2), ())
"""No activity data at all: the template stands for itself."""
Totals = Mapping[tuple[str, str], tuple[Consumption, Quantity]]


def checked(activity: ActivityData, system: ProductSystem, *, today: date) -> ActivityData:
    """The data itself when it fits the system; otherwise the refusal that says what to correct."""
    start, end = activity.period_start, activity.period_end
    if end <= start:
        raise PeriodImpossible(start=start, end=end)
    if end > today:
        raise PeriodInFuture(end=end, today=today)
    reported: set[str] = set()
    for process in activity.processes:
        if process.process in reported:
            raise ActivityRepeated(where=process.process)
        reported.add(process.process)
        _check_process(process, system)
    return activity


def _check_process(activity: ProcessActivity, system: ProductSystem) -> None:
    process = system.by_id.get(activity.process)
    if process is None:
        raise ActivityUnknown(where=activity.process, known=", ".join(sorted(system.by_id)))
    if activity.output.amount <= 0:
        raise AmountImpossible(where=process.id, what="output", value=activity.output.amount)
    _same_kind(activity.output.unit, process.output.unit, where=process.id)
    _check_co_products(activity, process)
    reported: set[str] = set()
    for total in activity.consumption:
        where = f"{process.id}.{total.exchange}"
        if total.exchange in reported:
            raise ActivityRepeated(where=where)
        reported.add(total.exchange)
        _check_total(total, process, system, where=where)


def _check_co_products(activity: ProcessActivity, process: UnitProcess) -> None:
    stated = sorted(done.product for done in activity.co_products or ())
    wanted = sorted(product.id for product in process.co_products or ())
    if stated != wanted:
        wrong = set(stated) ^ set(wanted) or {id for id in stated if stated.count(id) > 1}
        raise CoProductUnmeasured(process=process.id, wrong=", ".join(sorted(wrong)))
    for done in activity.co_products or ():
        where = f"{process.id}.{done.product}"
        if done.output.amount <= 0:
            raise AmountImpossible(where=where, what="output", value=done.output.amount)
        _same_kind(done.output.unit, process.outputs[done.product].unit, where=where)


def _check_total(
    total: Consumption, process: UnitProcess, system: ProductSystem, *, where: str
) -> None:
    exchange = next((e for e in process.exchanges if e.id == total.exchange), None)
    if exchange is None:
        raise ActivityUnknown(where=where, known=", ".join(e.id for e in process.ordered))
    if total.amount < Decimal(0):
        raise AmountImpossible(where=where, what="amount", value=total.amount)
    expected = exchange.unit
    if isinstance(exchange, FromProcess):
        supplier, product = exchange.node
        expected = system.by_id[supplier].outputs[product].unit
    _same_kind(total.unit, expected, where=where)


def _same_kind(unit: str, expected: str, *, where: str) -> None:
    if dimension(unit, where=where) is not dimension(expected):
        raise UnitsIncompatible(where=where, unit=unit, expected=expected)


ACTIVITY = TypeAdapter(ActivityData)
