"""Systems and activity data with every list by identifier, so the input's order plays no part."""

from dataclasses import replace

from accounting.model.domain.activity import ActivityData, ProcessActivity
from accounting.model.domain.co_products import Allocation
from accounting.model.domain.exchanges import Electricity, Mix
from accounting.model.domain.system import Exchange, ProductSystem, UnitProcess


def in_order(system: ProductSystem) -> ProductSystem:
    """The same system with processes, exchanges and all that is inside them in order."""
    processes = sorted(system.processes, key=lambda process: process.id)
    woods = system.wood and tuple(sorted(system.wood, key=lambda wood: wood.id))
    return replace(system, processes=tuple(_process(p) for p in processes), wood=woods)


def activity_in_order(activity: ActivityData) -> ActivityData:
    processes = sorted(activity.processes, key=lambda process: process.process)
    return replace(activity, processes=tuple(_done(process) for process in processes))


def _process(process: UnitProcess) -> UnitProcess:
    beside = process.co_products
    return replace(
        process,
        exchanges=tuple(_exchange(exchange) for exchange in process.ordered),
        co_products=beside and tuple(sorted(beside, key=lambda product: product.id)),
        allocation=process.allocation and _allocation(process.allocation),
    )


def _exchange(exchange: Exchange) -> Exchange:
    if isinstance(exchange, Electricity) and isinstance(exchange.supply, Mix):
        parts = sorted(exchange.supply.parts, key=lambda part: (part.factor, part.share))
        return replace(exchange, supply=replace(exchange.supply, parts=tuple(parts)))
    return exchange


def _allocation(allocation: Allocation) -> Allocation:
    weights = sorted(allocation.weights, key=lambda weight: weight.product)
    return replace(allocation, weights=tuple(weights))


def _done(process: ProcessActivity) -> ProcessActivity:
    beside = process.co_products
    return replace(
        process,
        consumption=tuple(sorted(process.consumption, key=lambda total: total.exchange)),
        co_products=beside and tuple(sorted(beside, key=lambda done: done.product)),
    )
