"""What makes a product system sound enough to be solved; every fault is named with its place."""

from collections.abc import Iterable

from accounting.domain.order import solving_order
from accounting.domain.system import (
    AmountImpossible,
    Emission,
    Exchange,
    FromProcess,
    Origin,
    ProductSystem,
    UnitProcess,
)
from accounting.domain.units import UnitsIncompatible, dimension
from chassis.refusals import Invalid


class ProcessRepeated(Invalid):
    """Two processes, or two exchanges of one process, share an identifier."""

    zh = "标识 {id} 在 {where} 中重复,请为每一项取不同的标识。"
    en = "The identifier {id} occurs twice in {where}; give each entry its own."


class ProcessMissing(Invalid):
    """An exchange, or the system itself, names a process that the system does not have."""

    zh = "{where}:产品系统中没有单元过程 {process}。请补充该过程或更正引用。"
    en = "{where}: the system has no process {process}. Add it or correct the reference."


class ProcessUnused(Invalid):
    """A process supplies nothing that the product needs."""

    zh = "单元过程 {process} 没有被任何过程使用。请连接到产品或将其删除。"
    en = "No process uses {process}. Link it to the product, or remove it."


class GasOriginUnclear(Invalid):
    """Biogenic origin was given for a gas other than CO2."""

    zh = "{where}:只有 CO2 可标记为生物源;生物源甲烷请用气体 CH4-nonfossil。"
    en = "{where}: only CO2 can be marked biogenic; for biogenic methane use the gas CH4-nonfossil."


def checked(system: ProductSystem) -> ProductSystem:
    """The system itself when it can be solved; otherwise the refusal that says what to correct."""
    _no_repetition((process.id for process in system.processes), where=system.name.en)
    if system.reference not in system.by_id:
        raise ProcessMissing(where="reference", process=system.reference)
    for process in system.processes:
        _check_process(system, process)
    order = solving_order(system)
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
    if (
        isinstance(exchange, Emission)
        and exchange.gas != "CO2"
        and exchange.origin is Origin.BIOGENIC
    ):
        raise GasOriginUnclear(where=where)


def _no_repetition(ids: Iterable[str], *, where: str) -> None:
    seen: set[str] = set()
    for id in ids:
        if id in seen:
            raise ProcessRepeated(id=id, where=where)
        seen.add(id)
