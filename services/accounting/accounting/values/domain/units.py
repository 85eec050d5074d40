"""Units and what they measure; conversion is exact and never crosses a dimension."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pydantic import ConfigDict, with_config

from accounting.values.domain.numbers import EXACT, Exact
from accounting.values.domain.text import Symbol
from chassis.refusals import Invalid


class UnitUnknown(Invalid):
    """A unit symbol that the platform does not know."""

    zh = "{where}:不认识单位 {unit}。请改用以下单位之一:{known}。"
    en = "{where}: there is no unit {unit}. Use one of these: {known}."


class UnitsIncompatible(Invalid):
    """Two units that measure different things were put together."""

    zh = "{where}:单位 {unit} 与 {expected} 量纲不同,不能换算;请改用同一量纲的单位。"
    en = "{where}: {unit} and {expected} measure different things; use a unit of the same kind."


class Dimension(StrEnum):
    """What a unit measures. A normal cubic metre is an amount of gas, not a volume."""

    ENERGY = "energy"
    MASS = "mass"
    AREA = "area"
    VOLUME = "volume"
    NORMAL_VOLUME = "normal-volume"
    PEAK_POWER = "peak-power"
    COUNT = "count"
    FREIGHT = "freight"
    LENGTH = "length"
    TIME = "time"


_UNITS: dict[str, tuple[Dimension, Decimal]] = {
    "MJ": (Dimension.ENERGY, Decimal(1)),
    "Wh": (Dimension.ENERGY, Decimal("0.0036")),
    "kWh": (Dimension.ENERGY, Decimal("3.6")),
    "MWh": (Dimension.ENERGY, Decimal(3600)),
    "GJ": (Dimension.ENERGY, Decimal(1000)),
    "TJ": (Dimension.ENERGY, Decimal(1_000_000)),
    # Standard coal of 7,000 kcal(IT) or 29,307.6 kJ per kg, GB/T 2589-2020, 3.8 and annex A.
    "tce": (Dimension.ENERGY, Decimal("29307.6")),
    "g": (Dimension.MASS, Decimal("0.001")),
    "kg": (Dimension.MASS, Decimal(1)),
    "t": (Dimension.MASS, Decimal(1000)),
    "m2": (Dimension.AREA, Decimal(1)),
    "ha": (Dimension.AREA, Decimal(10_000)),
    "m3": (Dimension.VOLUME, Decimal(1)),
    "L": (Dimension.VOLUME, Decimal("0.001")),
    "mL": (Dimension.VOLUME, Decimal("0.000001")),
    "Nm3": (Dimension.NORMAL_VOLUME, Decimal(1)),
    "Wp": (Dimension.PEAK_POWER, Decimal("0.001")),
    "kWp": (Dimension.PEAK_POWER, Decimal(1)),
    "MWp": (Dimension.PEAK_POWER, Decimal(1000)),
    "piece": (Dimension.COUNT, Decimal(1)),
    "kg.km": (Dimension.FREIGHT, Decimal("0.001")),
    "t.km": (Dimension.FREIGHT, Decimal(1)),
    "mm": (Dimension.LENGTH, Decimal("0.001")),
    "cm": (Dimension.LENGTH, Decimal("0.01")),
    "m": (Dimension.LENGTH, Decimal(1)),
    "km": (Dimension.LENGTH, Decimal(1000)),
    "h": (Dimension.TIME, Decimal(1)),
}
KNOWN = tuple(_UNITS)


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True)
class Quantity:
    """An amount with its unit."""

    amount: Exact
    unit: Symbol


def is_known(unit: str) -> bool:
    return unit in _UNITS


def dimension(unit: str, *, where: str = "unit") -> Dimension:
    """What the unit measures; `where` names the place for the message. Raises `UnitUnknown`."""
    try:
        return _UNITS[unit][0]
    except KeyError:
        raise UnitUnknown(where=where, unit=unit, known=", ".join(KNOWN)) from None


def convert(amount: Decimal, unit: str, to: str, *, where: str) -> Decimal:
    """Express an amount in another unit of the same dimension.

    `where` names the place for the message. Raises `UnitUnknown`, `UnitsIncompatible`.
    """
    if unit == to and unit in _UNITS:
        return amount
    if dimension(unit, where=where) is not dimension(to, where=where):
        raise UnitsIncompatible(where=where, unit=unit, expected=to)
    return EXACT.divide(EXACT.multiply(amount, _UNITS[unit][1]), _UNITS[to][1])
