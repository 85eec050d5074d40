"""Which factors an exchange rests on, and whether each may stand where it was put."""

from collections.abc import Iterator
from dataclasses import dataclass

from accounting.factors.domain.factors import Factor
from accounting.factors.domain.gwp import GwpSet
from accounting.model.domain.exchanges import (
    ByLocation,
    Direct,
    Electricity,
    Fuel,
    Mix,
    OnSite,
    Packaging,
    Transport,
    Waste,
)
from accounting.model.domain.offsets import OffsetRefused
from accounting.model.domain.system import (
    Emission,
    Exchange,
    FromFactor,
    FromProcess,
    ProductSystem,
)
from accounting.values.domain.units import Dimension, UnitsIncompatible, dimension
from chassis.refusals import Invalid

FOOTPRINT_ELECTRICITY = "electricity-footprint"


class ElectricityFactorMisplaced(Invalid):
    """An electricity factor stands in a role that it does not have."""

    zh = (
        "{where}:因子 {factor} 不能作为{role_zh};按地点用全国平均足迹因子,直供用发电类型因子加"
        "输配电因子。请在 /v1/factors?category=electricity-footprint 查找。"
    )
    en = (
        "{where}: factor {factor} is no {role}; by location take the average footprint factor, by "
        "direct supply that of the generation with that of the lines. "
        "See /v1/factors?category=electricity-footprint."
    )


@dataclass(frozen=True)
class Source:
    """A factor that an exchange names, and the unit in which it is asked."""

    factor: str
    unit: str
    role: str | None = None
    """Of electricity: `average`, `generation` or `transmission`."""


def sources(exchange: Exchange) -> Iterator[Source]:
    """Every factor of the exchange, in the order in which they are written."""
    match exchange:
        case FromFactor() | Packaging() | Waste():
            yield Source(exchange.factor, exchange.unit)
        case Transport():
            yield Source(exchange.factor, exchange.unit)
            if exchange.upstream is not None:
                yield Source(exchange.upstream, exchange.unit)
        case Fuel(upstream=str(upstream)):
            yield Source(upstream, exchange.unit)
        case Electricity():
            for factor, role in _electricity(exchange):
                yield Source(factor, exchange.unit, role)
        case _:
            return


def flow_of(exchange: Exchange) -> str:
    """What the exchange is: its flow, or the process that supplies it."""
    return exchange.process if isinstance(exchange, FromProcess) else exchange.flow


def _electricity(exchange: Electricity) -> Iterator[tuple[str, str]]:
    match exchange.supply:
        case ByLocation() as grid:
            yield grid.factor, "average"
        case OnSite() as site:
            yield site.generation, "generation"
        case Direct() as direct:
            yield direct.generation, "generation"
            yield direct.transmission, "transmission"
        case Mix() as mix:
            for part in mix.parts:
                yield part.factor, "generation"
            if mix.transmission is not None:
                yield mix.transmission, "transmission"


def check_source(exchange: Exchange, source: Source, factor: Factor, *, where: str) -> None:
    """Raise what forbids this factor at this place: its unit, its sign or its role."""
    if factor.value < 0:
        raise OffsetRefused(where=where, what=factor.id)
    fits = {dimension(source.unit)}
    if isinstance(exchange, Fuel):
        fits |= {Dimension.ENERGY, dimension(exchange.heating.per)}
    if dimension(factor.unit) not in fits:
        raise UnitsIncompatible(where=where, unit=source.unit, expected=factor.unit)
    if source.role is not None and _role(factor) != source.role:
        raise ElectricityFactorMisplaced(
            where=where, factor=factor.id, role=source.role, role_zh=_ROLES_ZH[source.role]
        )


def check_gases(exchange: Exchange, gwp: GwpSet, *, where: str) -> None:
    """Raise `GasUnknown` for a gas that the rule's set does not list."""
    if isinstance(exchange, Emission):
        gwp.of(exchange.gas, where=where)


_ROLES_ZH = {"average": "平均电力因子", "generation": "发电类型因子", "transmission": "输配电因子"}


def _role(factor: Factor) -> str | None:
    """What an electricity footprint factor describes, by the form of its identifier."""
    if factor.category != FOOTPRINT_ELECTRICITY:
        return None
    if "-td-" in factor.id:
        return "transmission"
    return "average" if factor.id.endswith(("-nat", "-residual")) else "generation"


def factors_named(system: ProductSystem) -> frozenset[str]:
    """The identifiers of all factors that a system rests on."""
    exchanges = (each for process in system.processes for each in process.exchanges)
    return frozenset(source.factor for each in exchanges for source in sources(each))
