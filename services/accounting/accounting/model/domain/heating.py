"""Heating values: from an amount of fuel to its heat and the CO2 of burning it."""

from decimal import Decimal

from accounting.model.domain.exchanges import Heating
from accounting.values.domain.numbers import EXACT
from accounting.values.domain.units import Dimension, convert, dimension

_CO2_PER_C = (Decimal(44), Decimal(12))


def co2_per_gj(heating: Heating) -> Decimal:
    """kg CO2 per GJ: carbon content times oxidation times 44/12."""
    burnt = EXACT.multiply(heating.carbon_content, heating.oxidation)
    molar, carbon = _CO2_PER_C
    tonnes = EXACT.divide(EXACT.multiply(burnt, molar), carbon)
    return EXACT.multiply(tonnes, Decimal(1000))


def co2_per_unit(heating: Heating) -> Decimal:
    """kg CO2 per unit of fuel (`heating.per`): net calorific value times `co2_per_gj`."""
    return EXACT.multiply(heating.net_calorific_value, co2_per_gj(heating))


def heat_gj(amount: Decimal, unit: str, heating: Heating, *, where: str) -> Decimal:
    """The heat of an amount of fuel, which may itself be stated as heat."""
    if dimension(unit) is Dimension.ENERGY:
        return convert(amount, unit, "GJ", where=where)
    in_unit = convert(amount, unit, heating.per, where=where)
    return EXACT.multiply(in_unit, heating.net_calorific_value)


def quantity(amount: Decimal, unit: str, to: str, heating: Heating, *, where: str) -> Decimal:
    """The same fuel in another unit, by way of its heating value where heat and amount meet."""
    if dimension(unit) is dimension(to):
        return convert(amount, unit, to, where=where)
    gj = heat_gj(amount, unit, heating, where=where)
    if dimension(to) is Dimension.ENERGY:
        return convert(gj, "GJ", to, where=where)
    return convert(EXACT.divide(gj, heating.net_calorific_value), heating.per, to, where=where)
