"""Shares of a process's burden among its products, in the standard's order (ISO 14044, 4.3.4.2).

Subdivision comes first: a process that can be divided is modelled as one process per product, so
what is shared here always says why that was not possible.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from accounting.model.domain.co_products import Allocation, Economic, Physical
from accounting.model.domain.system import UnitProcess
from accounting.values.domain.numbers import EXACT, rounded, total
from accounting.values.domain.units import Dimension, Quantity, convert, dimension
from chassis.refusals import Invalid

_DECIMALS = 20


class AllocationUnstated(Invalid):
    """A process has several products and does not say how its burden is shared."""

    zh = "单元过程 {process} 有多个产品,须说明分配方法 allocation:先物理关系,后经济价值。"
    en = (
        "Process {process} has several products; state its `allocation`: by a physical relation "
        "first, by economic value otherwise."
    )


class AllocationUnneeded(Invalid):
    """A process with one product states an allocation."""

    zh = "单元过程 {process} 只有一个产品,不需要分配;请删除 allocation 或补充 co_products。"
    en = "Process {process} has one product; remove its `allocation` or add the `co_products`."


class AllocationWeightMissing(Invalid):
    """A product does not say what one unit weighs, contains or costs."""

    zh = (
        "单元过程 {process} 的产品 {product} 缺少分配依据({method});请在 weights 中给出每单位数值。"
    )
    en = "{process}: product {product} has no weight for allocation by {method}; add it to weights."


class AllocationWeightUnknown(Invalid):
    """A weight is given twice, or for something that the process does not make."""

    zh = "单元过程 {process} 的分配依据 {product} 重复或不是其产品。产品:{known}。"
    en = "{process}: the weight of {product} is repeated or of no product. Products: {known}."


class AllocationImpossible(Invalid):
    """A weight is negative, or all products together have none."""

    zh = "单元过程 {process} 的分配依据不成立:数值须不小于 0 且合计大于 0;不能用负值抵减。"
    en = "{process}: weights are 0 or more and above 0 together; a negative one would be a credit."


class AllocationPeriodImpossible(Invalid):
    """The period of the prices ends before it starts."""

    zh = "单元过程 {process} 的价格统计期 {start} 至 {end} 不成立:结束日必须晚于开始日。"
    en = "{process}: the prices' period {start} to {end} cannot be; its end must come after."


@dataclass(frozen=True)
class Split:
    """How one process's burden is shared, and how much it makes of each product."""

    main: str
    factors: Mapping[str, Decimal]
    """They add up to exactly 1."""
    outputs: Mapping[str, Decimal]

    def equivalent(self, demands: Mapping[str, Decimal]) -> Decimal:
        """The demand for the main product that would cause the burden of these demands."""
        if len(self.outputs) == 1:
            return demands[self.main]
        runs = total(
            EXACT.divide(EXACT.multiply(self.factors[id], demand), self.outputs[id])
            for id, demand in sorted(demands.items())
        )
        return EXACT.multiply(runs, self.outputs[self.main])


def split(process: UnitProcess, made: Mapping[str, Quantity] | None = None) -> Split:
    """The shares of the template, or of what was really made. Raises the refusals above."""
    if process.co_products is None:
        if process.allocation is not None:
            raise AllocationUnneeded(process=process.id)
        only = {process.id: _made(process, process.id, process.output, made)}
        return Split(process.id, {process.id: Decimal(1)}, only)
    outputs = {id: _made(process, id, output, made) for id, output in process.outputs.items()}
    if process.allocation is None:
        raise AllocationUnstated(process=process.id)
    return Split(process.id, shares(process, process.allocation, outputs), outputs)


def _made(
    process: UnitProcess, id: str, output: Quantity, made: Mapping[str, Quantity] | None
) -> Decimal:
    """The template's output, or what was really made of the product in the same unit."""
    if made is None:
        return output.amount
    return convert(made[id].amount, made[id].unit, output.unit, where=f"{process.id}.{id}")


def shares(
    process: UnitProcess, allocation: Allocation, outputs: Mapping[str, Decimal]
) -> dict[str, Decimal]:
    """Each product's share, to twenty decimals; they add up to exactly 1 because the product
    with the largest share absorbs the rounding.
    """
    weights = _weights(process, allocation)
    values = {id: EXACT.multiply(amount, weights[id]) for id, amount in outputs.items()}
    whole = total(values[id] for id in sorted(values))
    if whole <= 0 or min(values.values()) < 0:
        raise AllocationImpossible(process=process.id)
    found = {id: rounded(EXACT.divide(value, whole), _DECIMALS) for id, value in values.items()}
    heaviest = min(values, key=lambda id: (-values[id], id))
    others = total(found[id] for id in sorted(found) if id != heaviest)
    return {**found, heaviest: EXACT.subtract(Decimal(1), others)}


def _weights(process: UnitProcess, allocation: Allocation) -> dict[str, Decimal]:
    given: dict[str, Decimal] = {}
    for weight in allocation.weights:
        if weight.product in given or weight.product not in process.outputs:
            known = ", ".join(process.outputs)
            raise AllocationWeightUnknown(process=process.id, product=weight.product, known=known)
        given[weight.product] = weight.per_unit
    if isinstance(allocation, Economic) and allocation.period_end <= allocation.period_start:
        start, end = allocation.period_start, allocation.period_end
        raise AllocationPeriodImpossible(process=process.id, start=start, end=end)
    return {
        id: given[id] if id in given else _own_weight(process, id, allocation)
        for id in process.outputs
    }


def _own_weight(process: UnitProcess, id: str, allocation: Allocation) -> Decimal:
    """A product that is counted in kg or MJ says its own weight."""
    basis = {"mass": (Dimension.MASS, "kg"), "energy": (Dimension.ENERGY, "MJ")}
    unit = process.outputs[id].unit
    if isinstance(allocation, Physical):
        kind, base = basis[allocation.method]
        if dimension(unit) is kind:
            return convert(Decimal(1), unit, base, where=process.id)
    raise AllocationWeightMissing(process=process.id, product=id, method=allocation.method)
