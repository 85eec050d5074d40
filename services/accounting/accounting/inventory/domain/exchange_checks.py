"""What each kind of exchange must state to be possible; every fault is named with its place."""

from decimal import Decimal
from functools import singledispatch

from accounting.model.domain.exchanges import (
    Direct,
    Electricity,
    Fuel,
    Heating,
    Mix,
    Packaging,
    Transport,
    Uptake,
)
from accounting.model.domain.heating import co2_per_gj
from accounting.model.domain.system import AmountImpossible, CutOff, Emission, GasOrigin
from accounting.values.domain.numbers import total
from accounting.values.domain.units import Dimension, UnitsIncompatible, dimension
from chassis.refusals import Invalid

_HEAT_GJ = {
    "t": ("1", "130"),
    "kg": ("0.001", "0.13"),
    "Nm3": ("0.002", "0.15"),
    "m3": ("0.002", "50"),
    "L": ("0.015", "0.05"),
    "GJ": ("1", "1"),
}
"""Net calorific values that fuels can have, from peat and lean gas to hydrogen; a cubic metre
may be of gas or of oil."""
_CO2_KG_PER_GJ = (Decimal(30), Decimal(130))


class GasOriginUnclear(Invalid):
    """Biogenic origin was given for a gas other than CO2."""

    zh = "{where}:只有 CO2 可标记为生物源;生物源甲烷请用气体 CH4-nonfossil。"
    en = "{where}: only CO2 can be marked biogenic; for biogenic methane use the gas CH4-nonfossil."


class FuelImplausible(Invalid):
    """Heating value, carbon content or oxidation lie outside what any fuel has."""

    zh = "{where}:{what} = {value} 不合理(可能范围 {span});请核对单位,缺省值见 /v1/fuels。"
    en = "{where}: {what} = {value} cannot be ({span}); check its unit, defaults are at /v1/fuels."


class FuelSupplyUnstated(Invalid):
    """A fuel says nothing of its own supply, or two things."""

    zh = "{where}:燃料须给出上游因子 upstream,或以 no_upstream 说明没有的原因,二者取一。"
    en = "{where}: give the factor of the fuel's supply in `upstream`, or say in `no_upstream` why."


class MixIncomplete(Invalid):
    """The shares of an electricity mix do not add up to 1."""

    zh = "{where}:电力构成份额合计 {total},应恰为 1。"
    en = "{where}: the shares of the mix add up to {total}; they must be exactly 1."


@singledispatch
def check(exchange: object, where: str) -> None:
    """Raise what is wrong with the exchange itself; most kinds have nothing more to check."""


@check.register
def _(exchange: Emission, where: str) -> None:
    _of_kind(exchange.unit, "kg", where)
    if exchange.gas != "CO2" and exchange.origin is GasOrigin.BIOGENIC:
        raise GasOriginUnclear(where=where)


@check.register
def _(exchange: Uptake, where: str) -> None:
    _of_kind(exchange.unit, "kg", where)


@check.register
def _(exchange: CutOff, where: str) -> None:
    if exchange.estimate is not None:
        _between(exchange.estimate, "0", None, where, "estimate")


@check.register
def _(exchange: Transport, where: str) -> None:
    _of_kind(exchange.mass.unit, "t", where)
    _of_kind(exchange.distance.unit, "km", where)
    _between(exchange.mass.amount, "0", None, where, "mass")
    _between(exchange.distance.amount, "0", "60000000", where, "distance")
    _between(exchange.empty_return, "0", "1", where, "empty_return")


@check.register
def _(exchange: Packaging, where: str) -> None:
    _between(exchange.uses, "1", None, where, "uses")


@check.register
def _(exchange: Fuel, where: str) -> None:
    if (exchange.upstream is None) is (exchange.no_upstream is None):
        raise FuelSupplyUnstated(where=where)
    _check_heating(exchange.heating, where)
    if dimension(exchange.unit, where=where) is not Dimension.ENERGY:
        _of_kind(exchange.unit, exchange.heating.per, where)


@check.register
def _(exchange: Electricity, where: str) -> None:
    _of_kind(exchange.unit, "kWh", where)
    supply = exchange.supply
    if isinstance(supply, Direct | Mix) and not 0 <= supply.line_loss < 1:
        raise AmountImpossible(where=where, what="line_loss", value=supply.line_loss)
    if isinstance(supply, Mix):
        whole = total(part.share for part in supply.parts)
        if whole != 1 or min(part.share for part in supply.parts) < 0:
            raise MixIncomplete(where=where, total=whole)


def _check_heating(heating: Heating, where: str) -> None:
    if heating.per not in _HEAT_GJ:
        raise FuelImplausible(
            where=where, what="heating.per", value=heating.per, span=", ".join(_HEAT_GJ)
        )
    low, high = _HEAT_GJ[heating.per]
    stated = (
        ("net_calorific_value", heating.net_calorific_value, Decimal(low), Decimal(high)),
        ("oxidation", heating.oxidation, Decimal("0.5"), Decimal(1)),
        ("ch4_kg_per_tj", heating.ch4_kg_per_tj, Decimal(0), Decimal(2000)),
        ("n2o_kg_per_tj", heating.n2o_kg_per_tj, Decimal(0), Decimal(100)),
    )
    for what, value, least, most in stated:
        if not least <= value <= most:
            raise FuelImplausible(where=where, what=what, value=value, span=f"{least}-{most}")
    least, most = _CO2_KG_PER_GJ
    if heating.carbon_content and not least <= (co2 := co2_per_gj(heating)) <= most:
        raise FuelImplausible(
            where=where, what="kg CO2/GJ", value=f"{co2:.1f}", span=f"{least}-{most}"
        )


def _of_kind(unit: str, expected: str, where: str) -> None:
    if dimension(unit, where=where) is not dimension(expected):
        raise UnitsIncompatible(where=where, unit=unit, expected=expected)


def _between(value: Decimal, low: str, high: str | None, where: str, what: str) -> None:
    if value < Decimal(low) or (high is not None and value > Decimal(high)):
        span = f"{low}-{high}" if high else f">= {low}"
        raise AmountImpossible(where=where, what=what, value=value, allowed_zh=span, allowed=span)
