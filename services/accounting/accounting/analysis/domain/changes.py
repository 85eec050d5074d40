"""Changes that a scenario makes to a calculation; each gives a new subject and names its places."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, with_config

from accounting.calculations.domain.calculation import Subject
from accounting.factors.domain.factors import Factor
from accounting.model.domain.activity import ActivityData, Consumption
from accounting.model.domain.exchanges import (
    ByLocation,
    Electricity,
    Mode,
    Packaging,
    Transport,
    Waste,
)
from accounting.model.domain.system import (
    Exchange,
    FromFactor,
    FromProcess,
    ProductSystem,
    UnitProcess,
)
from accounting.values.domain.numbers import EXACT, Exact
from accounting.values.domain.text import Id, Symbol
from accounting.values.domain.units import (
    Dimension,
    Quantity,
    UnitsIncompatible,
    dimension,
    is_known,
)
from chassis.refusals import Invalid
from chassis.text import TextRule

_STRICT = ConfigDict(extra="forbid")
ELECTRICITY = frozenset({"electricity-footprint", "electricity"})


class ChangePlaceUnknown(Invalid):
    """A change names a process or an exchange that the calculation does not have."""

    zh = "情景 {where}:没有 {place}。可用:{known}。"
    en = "Scenario {where}: there is no {place}. There are: {known}."


class ChangeUnfit(Invalid):
    """A change asks of a place what that kind of exchange does not have."""

    zh = "情景 {where}:{place} 的类型是 {kind},不能做 {change};请换一种变更或换一个位置。"
    en = (
        "Scenario {where}: {place} is of the kind {kind}, so {change} does not fit; choose another."
    )


class ChangeImpossible(Invalid):
    """A change gives a number that cannot be."""

    zh = "情景 {where}:{place} 的 {what} 不能为 {value};须大于 0(数量可为 0)。"
    en = "Scenario {where}: the {what} of {place} cannot be {value}; give more than 0 (amounts: 0)."


@with_config(_STRICT)
@dataclass(frozen=True)
class ReplaceFactor:
    """Another factor for one exchange: another supplier's data, another material, another fuel."""

    change: Literal["replace-factor"]
    process: Id
    exchange: Id
    factor: Symbol


@with_config(_STRICT)
@dataclass(frozen=True)
class ChangeAmount:
    """An amount per output of the process instead of what was modelled or measured."""

    change: Literal["change-amount"]
    process: Id
    exchange: Id
    amount: Exact
    unit: Symbol


@with_config(_STRICT)
@dataclass(frozen=True)
class ScaleAmount:
    """So many times the amount, be it modelled or measured."""

    change: Literal["scale-amount"]
    process: Id
    exchange: Id
    times: Exact


@with_config(_STRICT)
@dataclass(frozen=True)
class ChangeElectricity:
    """Another electricity supply for some processes, or for all when none is named."""

    change: Literal["change-electricity"]
    factor: Symbol
    processes: Annotated[tuple[Id, ...], Field(max_length=1000)] = ()


@with_config(_STRICT)
@dataclass(frozen=True)
class ChangeTransport:
    """Another distance, or another mode with its factor, for one leg of freight."""

    change: Literal["change-transport"]
    process: Id
    exchange: Id
    distance_times: Exact = Decimal(1)
    """The new distance as a multiple of the old one."""
    factor: Symbol | None = None
    mode: Mode | None = None


@with_config(_STRICT)
@dataclass(frozen=True)
class ReplaceSupplier:
    """Another process in the place of one; what only the old one needed falls away."""

    change: Literal["replace-supplier"]
    process: Id
    by: UnitProcess


Change = Annotated[
    ReplaceFactor
    | ChangeAmount
    | ScaleAmount
    | ChangeElectricity
    | ChangeTransport
    | ReplaceSupplier,
    Field(discriminator="change"),
]


@with_config(_STRICT)
@dataclass(frozen=True)
class Scenario:
    """Changes that are made one after the other."""

    name: Annotated[str, TextRule(most=100), Field(pattern=r"^[^{}]*$")]
    changes: Annotated[tuple[Change, ...], Field(min_length=1, max_length=50)]


@dataclass(frozen=True)
class ChangeContext:
    """What a change may need to know: factors, and where it stands for messages."""

    where: str
    factor: Callable[[str, str], Factor]
    """Finds a factor by identifier for a place, or refuses."""
    used: Callable[[str], str | None]
    """The category of a factor that the calculation uses."""


def apply(change: Change, subject: Subject, known: ChangeContext) -> Subject:
    """The subject as the change makes it. Raises refusals that name scenario, change and place."""
    match change:
        case ReplaceFactor():
            known.factor(change.factor, f"{change.process}.{change.exchange}")
            return _edited(subject, change.process, change.exchange, known, _with_factor(change))
        case ChangeAmount():
            return _with_amount(subject, change, known)
        case ScaleAmount():
            return _scaled(subject, change.process, change.exchange, change.times, known)
        case ChangeElectricity():
            return _electricity(subject, change, known)
        case ChangeTransport():
            return _transport(subject, change, known)
        case ReplaceSupplier():
            return _supplier(subject, change, known)


Edit = Callable[[Exchange, ChangeContext], Exchange]


def _process(subject: Subject, id: str, known: ChangeContext) -> UnitProcess:
    process = subject.system.by_id.get(id)
    if process is None:
        there = ", ".join(sorted(subject.system.by_id)[:50])
        raise ChangePlaceUnknown(where=known.where, place=id, known=there)
    return process


def _exchange(subject: Subject, process: str, exchange: str, known: ChangeContext) -> Exchange:
    of = _process(subject, process, known)
    found = next((e for e in of.ordered if e.id == exchange), None)
    if found is None:
        there = ", ".join(e.id for e in of.ordered)
        raise ChangePlaceUnknown(where=known.where, place=f"{process}.{exchange}", known=there)
    return found


def _edited(
    subject: Subject, process: str, exchange: str, known: ChangeContext, edit: Edit
) -> Subject:
    edited = edit(_exchange(subject, process, exchange, known), known)
    of = subject.system.by_id[process]
    exchanges = tuple(edited if e.id == exchange else e for e in of.exchanges)
    return replace(subject, system=_with_process(subject.system, replace(of, exchanges=exchanges)))


def _with_process(system: ProductSystem, process: UnitProcess) -> ProductSystem:
    return replace(
        system, processes=tuple(process if p.id == process.id else p for p in system.processes)
    )


def _with_factor(change: ReplaceFactor) -> Edit:
    def edit(exchange: Exchange, known: ChangeContext) -> Exchange:
        if isinstance(exchange, FromFactor):
            return replace(exchange, factor=change.factor)
        if isinstance(exchange, Electricity):
            return replace(exchange, supply=ByLocation("location", change.factor))
        if isinstance(exchange, Transport | Packaging | Waste):
            return replace(exchange, factor=change.factor)
        place = f"{change.process}.{change.exchange}"
        raise ChangeUnfit(where=known.where, place=place, kind=exchange.kind, change=change.change)

    return edit


def _with_amount(subject: Subject, change: ChangeAmount, known: ChangeContext) -> Subject:
    place = f"{change.process}.{change.exchange}"
    if change.amount < 0:
        raise ChangeImpossible(where=known.where, place=place, what="amount", value=change.amount)

    def edit(exchange: Exchange, known: ChangeContext) -> Exchange:
        if isinstance(exchange, Transport | Packaging):
            raise ChangeUnfit(
                where=known.where, place=place, kind=exchange.kind, change=change.change
            )
        if not is_known(change.unit):
            at = f"{known.where}: {place}"
            raise UnitsIncompatible(where=at, unit=change.unit, expected=exchange.unit)
        return replace(exchange, amount=change.amount, unit=change.unit)

    edited = _edited(subject, change.process, change.exchange, known, edit)
    return replace(edited, activity=_without(edited.activity, change.process, change.exchange))


def _without(activity: ActivityData, process: str, exchange: str) -> ActivityData:
    """The activity data without the measured total of one exchange."""
    return _measured(activity, process, exchange, lambda total: None)


def _measured(
    activity: ActivityData,
    process: str,
    exchange: str,
    edit: Callable[[Consumption], Consumption | None],
) -> ActivityData:
    processes = []
    for done in activity.processes:
        if done.process == process:
            totals = (edit(t) if t.exchange == exchange else t for t in done.consumption)
            done = replace(done, consumption=tuple(t for t in totals if t is not None))
        processes.append(done)
    return replace(activity, processes=tuple(processes))


def _scaled(
    subject: Subject, process: str, exchange: str, times: Decimal, known: ChangeContext
) -> Subject:
    place = f"{process}.{exchange}"
    if times < 0:
        raise ChangeImpossible(where=known.where, place=place, what="multiple", value=times)

    def scale(amount: Decimal) -> Decimal:
        return EXACT.multiply(amount, times)

    def edit(found: Exchange, known: ChangeContext) -> Exchange:
        if isinstance(found, Transport):
            far = Quantity(scale(found.distance.amount), found.distance.unit)
            return replace(found, distance=far)
        if isinstance(found, Packaging):
            return replace(found, content=Quantity(scale(found.content.amount), found.content.unit))
        return replace(found, amount=scale(found.amount))

    edited = _edited(subject, process, exchange, known, edit)
    activity = _measured(
        edited.activity, process, exchange, lambda t: replace(t, amount=scale(t.amount))
    )
    return replace(edited, activity=activity)


def _electricity(subject: Subject, change: ChangeElectricity, known: ChangeContext) -> Subject:
    for id in change.processes:
        _process(subject, id, known)
    chosen = set(change.processes) or set(subject.system.by_id)
    places = [
        (process.id, exchange)
        for process in subject.system.processes
        if process.id in chosen
        for exchange in process.ordered
        if isinstance(exchange, Electricity)
        or (isinstance(exchange, FromFactor) and known.used(exchange.factor) in ELECTRICITY)
    ]
    if not places:
        there = ", ".join(sorted(chosen)[:50])
        raise ChangePlaceUnknown(where=known.where, place="electricity", known=there)
    for process, exchange in places:
        one = ReplaceFactor("replace-factor", process, exchange.id, change.factor)
        subject = apply(one, subject, known)
    return subject


def _transport(subject: Subject, change: ChangeTransport, known: ChangeContext) -> Subject:
    place = f"{change.process}.{change.exchange}"
    leg = _exchange(subject, change.process, change.exchange, known)
    if not isinstance(leg, Transport) and dimension(leg.unit) is not Dimension.FREIGHT:
        raise ChangeUnfit(where=known.where, place=place, kind=leg.kind, change=change.change)
    if change.distance_times <= 0:
        raise ChangeImpossible(
            where=known.where, place=place, what="distance", value=change.distance_times
        )
    if change.factor is not None:
        one = ReplaceFactor("replace-factor", change.process, change.exchange, change.factor)
        subject = apply(one, subject, known)
    if change.mode is not None and isinstance(leg, Transport):
        mode = change.mode

        def edit(found: Exchange, known: ChangeContext) -> Exchange:
            return replace(found, mode=mode) if isinstance(found, Transport) else found

        subject = _edited(subject, change.process, change.exchange, known, edit)
    return _scaled(subject, change.process, change.exchange, change.distance_times, known)


def _supplier(subject: Subject, change: ReplaceSupplier, known: ChangeContext) -> Subject:
    old = _process(subject, change.process, known)
    there = set(subject.system.by_id) - {old.id}
    if change.by.id in there:
        raise ChangeUnfit(
            where=known.where, place=change.by.id, kind="process", change=change.change
        )
    processes = tuple(
        change.by if p.id == old.id else _pointing(p, old.id, change.by.id)
        for p in subject.system.processes
    )
    reference = subject.system.reference
    reference = change.by.id if reference == old.id else reference
    system = _needed(replace(subject.system, processes=processes, reference=reference))
    kept = set(system.by_id) - {change.by.id}
    reported = tuple(done for done in subject.activity.processes if done.process in kept)
    return replace(subject, system=system, activity=replace(subject.activity, processes=reported))


def _pointing(process: UnitProcess, old: str, new: str) -> UnitProcess:
    exchanges = tuple(
        replace(e, process=new) if isinstance(e, FromProcess) and e.process == old else e
        for e in process.exchanges
    )
    return replace(process, exchanges=exchanges)


def _needed(system: ProductSystem) -> ProductSystem:
    """Without the processes that nothing leads to any more."""
    reached, waiting = {system.reference}, [system.reference]
    while waiting:
        process = system.by_id.get(waiting.pop())
        for supply in process.supplies() if process else ():
            if supply.process not in reached:
                reached.add(supply.process)
                waiting.append(supply.process)
    return replace(system, processes=tuple(p for p in system.processes if p.id in reached))
