"""The footprint engine: exact decimal evaluation of a product system in one fixed order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from accounting.domain.activity import ActivityData, Totals
from accounting.domain.factors import Basis, Factor
from accounting.domain.gwp import GwpSet
from accounting.domain.numbers import EXACT
from accounting.domain.order import solving_order
from accounting.domain.system import (
    CutOff,
    Emission,
    Exchange,
    FromFactor,
    FromProcess,
    Origin,
    ProductSystem,
    UnitProcess,
)
from accounting.domain.units import Quantity, convert
from packs.models import Stage

ENGINE_VERSION = "1.0"
"""Part of every seal; a change that could alter any byte of a result is a new version."""


@dataclass(frozen=True)
class Inputs:
    """Everything that a result depends on; `demand` is the reference flow to deliver."""

    system: ProductSystem
    activity: ActivityData
    factors: Mapping[str, Factor]
    gwp: GwpSet
    demand: Quantity


@dataclass(frozen=True)
class Contribution:
    """What one exchange adds: its amount for the demand, and its emissions in kg CO2e."""

    process: str
    exchange: str
    stage: Stage
    flow: str
    amount: Decimal
    unit: str
    fossil: Decimal
    biogenic_co2: Decimal
    """Reported beside the footprint, never inside it (GB/T 24067-2024)."""
    cut_off: bool
    measured: bool
    """The amount comes from activity data, not from the template."""


@dataclass(frozen=True)
class Evaluation:
    """Exact outcome for one demand: every exchange, and how much each process must deliver."""

    contributions: tuple[Contribution, ...]
    deliveries: Mapping[str, Quantity]


def evaluate(inputs: Inputs) -> Evaluation:
    """Walk from the product to its suppliers; each process is visited once, when its demand is
    complete. Raises the refusals of units, gases and cycles.
    """
    order = solving_order(inputs.system)
    demands = {process.id: Decimal(0) for process in order}
    reference = inputs.system.by_id[inputs.system.reference]
    demands[reference.id] = convert(
        inputs.demand.amount, inputs.demand.unit, reference.output.unit, where=reference.id
    )
    totals = inputs.activity.measured()
    found: list[Contribution] = []
    for process in order:
        for exchange, need, measured in _needs(process, demands[process.id], totals):
            if isinstance(exchange, FromProcess):
                supplier = inputs.system.by_id[exchange.process]
                where = f"{process.id}.{exchange.id}"
                amount = convert(need.amount, need.unit, supplier.output.unit, where=where)
                demands[supplier.id] = EXACT.add(demands[supplier.id], amount)
            else:
                found.append(_contribution(process, exchange, need, measured, inputs))
    deliveries = {p.id: Quantity(demands[p.id], p.output.unit) for p in order}
    return Evaluation(tuple(found), deliveries)


def _needs(
    process: UnitProcess, demand: Decimal, totals: Totals
) -> Iterator[tuple[Exchange, Quantity, bool]]:
    """Each exchange with the amount that `demand` of the process's output takes.

    A measured total replaces the template amount and is divided by the measured output; losses
    are then already inside the total. Multiplication comes first, so that a total and an output
    that divide evenly give exactly the template's number.
    """
    for exchange in process.ordered:
        if (process.id, exchange.id) in totals:
            total, output = totals[process.id, exchange.id]
            per = convert(output.amount, output.unit, process.output.unit, where=process.id)
            amount = EXACT.divide(EXACT.multiply(demand, total.amount), per)
            yield exchange, Quantity(amount, total.unit), True
        else:
            per = EXACT.multiply(process.output.amount, EXACT.subtract(Decimal(1), exchange.loss))
            amount = EXACT.divide(EXACT.multiply(demand, exchange.amount), per)
            yield exchange, Quantity(amount, exchange.unit), False


def _contribution(
    process: UnitProcess,
    exchange: FromFactor | Emission | CutOff,
    need: Quantity,
    measured: bool,
    inputs: Inputs,
) -> Contribution:
    where = f"{process.id}.{exchange.id}"
    amount = convert(need.amount, need.unit, exchange.unit, where=where)
    fossil, biogenic = _emissions(exchange, amount, inputs, where)
    return Contribution(
        process=process.id,
        exchange=exchange.id,
        stage=process.stage,
        flow=exchange.flow,
        amount=amount,
        unit=exchange.unit,
        fossil=fossil,
        biogenic_co2=biogenic,
        cut_off=isinstance(exchange, CutOff),
        measured=measured,
    )


def _emissions(
    exchange: FromFactor | Emission | CutOff, amount: Decimal, inputs: Inputs, where: str
) -> tuple[Decimal, Decimal]:
    """kg CO2e inside the footprint, and kg biogenic CO2 beside it."""
    match exchange:
        case FromFactor():
            factor = inputs.factors[exchange.factor]
            in_unit = convert(amount, exchange.unit, factor.unit, where=where)
            burden = EXACT.multiply(in_unit, factor.value)
            beside = factor.basis is Basis.BIOGENIC
        case Emission():
            mass_kg = convert(amount, exchange.unit, "kg", where=where)
            burden = EXACT.multiply(mass_kg, inputs.gwp.of(exchange.gas, where=where))
            beside = exchange.origin is Origin.BIOGENIC
        case CutOff():
            return Decimal(0), Decimal(0)
    return (Decimal(0), burden) if beside else (burden, Decimal(0))
