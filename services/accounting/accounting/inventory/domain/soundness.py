"""What makes a product system sound enough to be solved; every fault is named with its place."""

from collections.abc import Iterable

from accounting.engine.domain.deliveries import deliveries
from accounting.engine.domain.order import components
from accounting.inventory.domain import exchange_checks
from accounting.model.domain import wood
from accounting.model.domain.activity import NOTHING_MEASURED
from accounting.model.domain.system import (
    AmountImpossible,
    Exchange,
    FromProcess,
    ProductSystem,
    UnitProcess,
)
from accounting.values.domain.numbers import ZERO
from accounting.values.domain.units import UnitsIncompatible, dimension
from chassis.refusals import Invalid


class ProcessRepeated(Invalid):
    """Two processes, products or exchanges of one process share an identifier."""

    zh = "标识 {id} 在 {where} 中重复,请为每一项取不同的标识。"
    en = "The identifier {id} occurs twice in {where}; give each entry its own."


class ProcessMissing(Invalid):
    """An exchange, or the system itself, names a process that the system does not have."""

    zh = "{where}:产品系统中没有单元过程 {process}。请补充该过程或更正引用。"
    en = "{where}: the system has no process {process}. Add it or correct the reference."


class CoProductMissing(Invalid):
    """An exchange takes a product that the named process does not make."""

    zh = "{where}:单元过程 {process} 没有产品 {product}。可用:{known}。"
    en = "{where}: process {process} does not make {product}. It makes: {known}."


class ProcessUnused(Invalid):
    """A process supplies nothing that the product needs."""

    zh = "单元过程 {process} 没有被任何过程使用。请连接到产品或将其删除。"
    en = "No process uses {process}. Link it to the product, or remove it."


def checked(system: ProductSystem) -> ProductSystem:
    """The system itself when it can be solved; otherwise the refusal that says what to correct."""
    _no_repetition((process.id for process in system.processes), where=system.name.en)
    if system.reference not in system.by_id:
        raise ProcessMissing(where="reference", process=system.reference)
    for process in system.processes:
        _check_process(system, process)
    _no_repetition((piece.id for piece in system.wood or ()), where="wood")
    for piece in system.wood or ():
        wood.check(piece)
    _check_links(system)
    return system


def _check_links(system: ProductSystem) -> None:
    """Every process serves the product, and every loop leaves something over."""
    needed = {system.reference}
    for component in components(system):
        if needed.isdisjoint(process.id for process in component):
            raise ProcessUnused(process=component[0].id)
        needed.update(supply.process for process in component for supply in process.supplies())
    deliveries(system, NOTHING_MEASURED, ZERO)


def _check_process(system: ProductSystem, process: UnitProcess) -> None:
    _no_repetition([process.id, *(p.id for p in process.co_products or ())], where=process.id)
    for id, output in process.outputs.items():
        where = process.id if id == process.id else f"{process.id}.{id}"
        dimension(output.unit, where=f"{where}.output")
        if output.amount <= 0:
            raise AmountImpossible(where=where, what="output", value=output.amount)
    _no_repetition((exchange.id for exchange in process.exchanges), where=process.id)
    for exchange in process.exchanges:
        _check_exchange(system, exchange, where=f"{process.id}.{exchange.id}")


def _check_exchange(system: ProductSystem, exchange: Exchange, *, where: str) -> None:
    exchange_checks.check(exchange, where)
    if exchange.amount < 0:
        raise AmountImpossible(where=where, what="amount", value=exchange.amount)
    if not 0 <= exchange.loss < 1:
        raise AmountImpossible(where=where, what="loss", value=exchange.loss)
    dimension(exchange.unit, where=where)
    if isinstance(exchange, FromProcess):
        made_in = _product_unit(system, exchange, where)
        makes = dimension(made_in, where=f"{exchange.process}.output")
        if dimension(exchange.unit, where=where) is not makes:
            raise UnitsIncompatible(where=where, unit=exchange.unit, expected=made_in)


def _product_unit(system: ProductSystem, exchange: FromProcess, where: str) -> str:
    supplier = system.by_id.get(exchange.process)
    if supplier is None:
        raise ProcessMissing(where=where, process=exchange.process)
    _, product = exchange.node
    if product not in supplier.outputs:
        known = ", ".join(supplier.outputs)
        raise CoProductMissing(where=where, process=supplier.id, product=product, known=known)
    return supplier.outputs[product].unit


def _no_repetition(ids: Iterable[str], *, where: str) -> None:
    seen: set[str] = set()
    for id in ids:
        if id in seen:
            raise ProcessRepeated(id=id, where=where)
        seen.add(id)
