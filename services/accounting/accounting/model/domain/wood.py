"""Carbon stored in wood by EN 16449: reported beside a footprint and never inside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from accounting.model.domain.exchanges import Wood
from accounting.model.domain.system import AmountImpossible
from accounting.values.domain.numbers import EXACT, Computed, total
from accounting.values.domain.units import UnitsIncompatible, convert, dimension


@dataclass(frozen=True)
class StoredCarbonItem:
    """One kind of wood in the declared unit."""

    id: str
    kg_co2: Computed
    """kg CO2 that stays in it."""


@dataclass(frozen=True)
class StoredCarbon:
    """CO2 that the wood of one declared unit keeps from the air; no part of the footprint."""

    method: str
    kg_co2: Computed
    items: tuple[StoredCarbonItem, ...]


def stored_co2(wood: Wood) -> Decimal:
    """kg CO2: 44/12 of the carbon in the dry mass. Source: EN 16449:2014, clause 4."""
    m3 = convert(wood.volume.amount, wood.volume.unit, "m3", where=wood.id)
    carbon = EXACT.multiply(EXACT.multiply(wood.carbon_fraction, wood.density_kg_m3), m3)
    above = EXACT.multiply(carbon, Decimal(44 * 100))
    below = EXACT.multiply(EXACT.add(Decimal(100), wood.moisture_percent), Decimal(12))
    return EXACT.divide(above, below)


def stored(woods: Iterable[Wood], *, outputs: Decimal) -> StoredCarbon:
    """What is stored in so many outputs of the reference process."""
    items = tuple(
        StoredCarbonItem(wood.id, EXACT.multiply(stored_co2(wood), outputs))
        for wood in sorted(woods, key=lambda wood: wood.id)
    )
    return StoredCarbon("EN 16449", total(item.kg_co2 for item in items), items)


def check(wood: Wood) -> None:
    """Raise what cannot be about a piece of wood."""
    if dimension(wood.volume.unit, where=f"wood.{wood.id}") is not dimension("m3"):
        raise UnitsIncompatible(where=f"wood.{wood.id}", unit=wood.volume.unit, expected="m3")
    stated = (
        ("volume", wood.volume.amount, Decimal(0), None),
        ("density_kg_m3", wood.density_kg_m3, Decimal(50), Decimal(1600)),
        ("moisture_percent", wood.moisture_percent, Decimal(0), Decimal(100)),
        ("carbon_fraction", wood.carbon_fraction, Decimal("0.3"), Decimal("0.6")),
    )
    for what, value, low, high in stated:
        if value < low or (high is not None and value > high):
            span = f"{low}-{high}" if high is not None else f">= {low}"
            raise AmountImpossible(
                where=f"wood.{wood.id}", what=what, value=value, allowed_zh=span, allowed=span
            )
