"""Activity data: what a plant really made and consumed in a reference period."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pydantic import ConfigDict, with_config

from accounting.domain.numbers import Exact
from accounting.domain.system import AmountImpossible, FromProcess, ProductSystem, UnitProcess
from accounting.domain.text import Hash, Id, Name, Symbol
from accounting.domain.units import Quantity, UnitsIncompatible, dimension
from chassis.refusals import Invalid

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
class ProcessActivity:
    """What one process made and consumed over the period."""

    process: Id
    output: Quantity
    evidence: Evidence
    consumption: tuple[Consumption, ...]


@with_config(_STRICT)
@dataclass(frozen=True)
class ActivityData:
    """Totals of one reference period; `period_end` is exclusive."""

    period_start: date
    period_end: date
    processes: tuple[ProcessActivity, ...]

    def measured(self) -> "Totals":
        """Measured totals, with the output they belong to, by process and exchange."""
        return {
            (activity.process, total.exchange): (total, activity.output)
            for activity in self.processes
            for total in activity.consumption
        }


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
    reported: set[str] = set()
    for total in activity.consumption:
        where = f"{process.id}.{total.exchange}"
        if total.exchange in reported:
            raise ActivityRepeated(where=where)
        reported.add(total.exchange)
        _check_total(total, process, system, where=where)


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
        expected = system.by_id[exchange.process].output.unit
    _same_kind(total.unit, expected, where=where)


def _same_kind(unit: str, expected: str, *, where: str) -> None:
    if dimension(unit) is not dimension(expected):
        raise UnitsIncompatible(where=where, unit=unit, expected=expected)
