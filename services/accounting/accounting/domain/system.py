"""Product systems: unit processes with exchanges, nested, and the order of solving them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from heapq import heappop, heappush
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, with_config

from accounting.domain.numbers import Exact
from accounting.domain.text import Id, Text
from accounting.domain.units import Quantity, UnitsIncompatible, dimension
from chassis.refusals import Invalid
from packs.models import Stage

_STRICT = ConfigDict(extra="forbid")


class ProcessRepeated(Invalid):
    """Two processes, or two exchanges of one process, share an identifier."""

    zh = "标识 {id} 在 {where} 中重复,请为每一项取不同的标识。"
    en = "The identifier {id} occurs twice in {where}; give each entry its own."


class ProcessMissing(Invalid):
    """An exchange, or the system itself, names a process that the system does not have."""

    zh = "{where}:产品系统中没有单元过程 {process}。请补充该过程或更正引用。"
    en = "{where}: the system has no process {process}. Add it or correct the reference."


class ProcessesFormCycle(Invalid):
    """Processes supply one another in a circle, so their order cannot be found."""

    zh = "单元过程互相供应形成环:{cycle}。请断开其中一条供应关系。"
    en = "The processes supply one another in a circle: {cycle}. Break one of these links."


class ProcessUnused(Invalid):
    """A process supplies nothing that the product needs."""

    zh = "单元过程 {process} 没有被任何过程使用。请连接到产品或将其删除。"
    en = "No process uses {process}. Link it to the product, or remove it."


class AmountImpossible(Invalid):
    """An amount or a loss lies outside what can physically be."""

    zh = "{where}:{what} 不能为 {value};产出须大于 0,消耗须不小于 0,损耗率须在 0 与 1 之间。"
    en = (
        "{where}: {what} cannot be {value}; outputs are above 0, consumption is 0 or more, "
        "a loss lies between 0 and 1."
    )


class GasOriginUnclear(Invalid):
    """Biogenic origin was given for a gas other than CO2."""

    zh = "{where}:只有 CO2 可标记为生物源;生物源甲烷请用气体 CH4-nonfossil。"
    en = "{where}: only CO2 can be marked biogenic; for biogenic methane use the gas CH4-nonfossil."


class Origin(StrEnum):
    """Where the carbon of an emission comes from."""

    FOSSIL = "fossil"
    BIOGENIC = "biogenic"


@with_config(_STRICT)
@dataclass(frozen=True)
class FromProcess:
    """An input that another unit process of the system makes."""

    kind: Literal["process"]
    id: Id
    process: Id
    amount: Exact
    unit: str
    loss: Exact = Decimal(0)
    """Share of the supply lost before use, 0 or more and below 1."""


@with_config(_STRICT)
@dataclass(frozen=True)
class FromFactor:
    """An input whose burden comes from the factor library."""

    kind: Literal["factor"]
    id: Id
    flow: Id
    factor: str
    amount: Exact
    unit: str
    loss: Exact = Decimal(0)


@with_config(_STRICT)
@dataclass(frozen=True)
class Emission:
    """A gas that the process itself releases, as mass."""

    kind: Literal["emission"]
    id: Id
    gas: str
    amount: Exact
    unit: str
    origin: Origin = Origin.FOSSIL

    loss = Decimal(0)

    @property
    def flow(self) -> str:
        suffix = "-biogenic" if self.origin is Origin.BIOGENIC else ""
        return f"emission:{self.gas}{suffix}"


@with_config(_STRICT)
@dataclass(frozen=True)
class CutOff:
    """An input left out on purpose: kept in the books with its reason, without a burden."""

    kind: Literal["cut-off"]
    id: Id
    flow: Id
    amount: Exact
    unit: str
    reason: Text

    loss = Decimal(0)


Exchange = Annotated[FromProcess | FromFactor | Emission | CutOff, Field(discriminator="kind")]


@with_config(_STRICT)
@dataclass(frozen=True)
class UnitProcess:
    """One process: its exchanges are per `output`."""

    id: Id
    name: Text
    stage: Stage
    output: Quantity
    exchanges: Annotated[tuple[Exchange, ...], Field(min_length=1, max_length=1000)]

    @cached_property
    def ordered(self) -> tuple[Exchange, ...]:
        """Exchanges by identifier: the order in which they are added up."""
        return tuple(sorted(self.exchanges, key=lambda exchange: exchange.id))

    def supplies(self) -> Iterator[FromProcess]:
        return (exchange for exchange in self.ordered if isinstance(exchange, FromProcess))


@with_config(_STRICT)
@dataclass(frozen=True)
class ProductSystem:
    """The unit processes behind one product; `reference` makes the product itself."""

    name: Text
    reference: Id
    processes: Annotated[tuple[UnitProcess, ...], Field(min_length=1, max_length=20000)]

    @cached_property
    def by_id(self) -> Mapping[str, UnitProcess]:
        return {process.id: process for process in self.processes}

    def solving_order(self) -> tuple[UnitProcess, ...]:
        """Users before their suppliers, ties by identifier; input order plays no part.

        Raises `ProcessesFormCycle` naming the circle, `ProcessUnused`, `ProcessMissing`.
        """
        users = _user_counts(self)
        ready = sorted(id for id, count in users.items() if count == 0)
        order: list[UnitProcess] = []
        while ready:
            process = self.by_id[heappop(ready)]
            order.append(process)
            for supply in process.supplies():
                users[supply.process] -= 1
                if users[supply.process] == 0:
                    heappush(ready, supply.process)
        if len(order) < len(users):
            raise ProcessesFormCycle(cycle=" → ".join(_cycle(self, users)))
        return tuple(order)


def checked(system: ProductSystem) -> ProductSystem:
    """The system itself when it can be solved; otherwise the refusal that says what to correct."""
    _no_repetition((process.id for process in system.processes), where=system.name.en)
    if system.reference not in system.by_id:
        raise ProcessMissing(where="reference", process=system.reference)
    for process in system.processes:
        _check_process(system, process)
    order = system.solving_order()
    used = {supply.process for process in order for supply in process.supplies()}
    for process in order:
        if process.id not in used and process.id != system.reference:
            raise ProcessUnused(process=process.id)
    return system


def _check_process(system: ProductSystem, process: UnitProcess) -> None:
    dimension(process.output.unit)
    if process.output.amount <= 0:
        raise AmountImpossible(where=process.id, what="output", value=process.output.amount)
    _no_repetition((exchange.id for exchange in process.exchanges), where=process.id)
    for exchange in process.exchanges:
        _check_exchange(system, exchange, where=f"{process.id}.{exchange.id}")


def _check_exchange(system: ProductSystem, exchange: Exchange, *, where: str) -> None:
    if exchange.amount < 0:
        raise AmountImpossible(where=where, what="amount", value=exchange.amount)
    if not 0 <= exchange.loss < 1:
        raise AmountImpossible(where=where, what="loss", value=exchange.loss)
    made_in = "kg" if isinstance(exchange, Emission) else exchange.unit
    if isinstance(exchange, FromProcess):
        supplier = system.by_id.get(exchange.process)
        if supplier is None:
            raise ProcessMissing(where=where, process=exchange.process)
        made_in = supplier.output.unit
    if dimension(exchange.unit) is not dimension(made_in):
        raise UnitsIncompatible(where=where, unit=exchange.unit, expected=made_in)
    if isinstance(exchange, Emission) and exchange.gas != "CO2" and exchange.origin == "biogenic":
        raise GasOriginUnclear(where=where)


def _no_repetition(ids: Iterator[str], *, where: str) -> None:
    seen: set[str] = set()
    for id in ids:
        if id in seen:
            raise ProcessRepeated(id=id, where=where)
        seen.add(id)


def _user_counts(system: ProductSystem) -> dict[str, int]:
    counts = {process.id: 0 for process in system.processes}
    for process in system.processes:
        for supply in process.supplies():
            if supply.process not in counts:
                raise ProcessMissing(where=f"{process.id}.{supply.id}", process=supply.process)
            counts[supply.process] += 1
    return counts


def _cycle(system: ProductSystem, users: Mapping[str, int]) -> list[str]:
    """One circle among the processes that could not be ordered, written from its first name.

    Each of them still has a user that could not be ordered either, so walking from user to user
    must come back to a process already passed.
    """
    stuck = sorted(id for id, count in users.items() if count > 0)
    path = [stuck[0]]
    while (user := _user_of(system, path[-1], stuck)) not in path:
        path.append(user)
    circle = path[path.index(user) :]
    circle.reverse()
    start = circle.index(min(circle))
    return [*circle[start:], *circle[:start], circle[start]]


def _user_of(system: ProductSystem, id: str, among: list[str]) -> str:
    def uses(user: str) -> bool:
        return any(supply.process == id for supply in system.by_id[user].supplies())

    return next(user for user in among if uses(user))
