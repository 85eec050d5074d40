"""Where a footprint stands: beside published levels, and among the sealed ones of its category."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import yaml
from pydantic import BaseModel, ConfigDict

from accounting.calculations.domain.levels import Comparable
from accounting.factors.domain.factors import Basis, Factor, FactorLibrary
from accounting.products.domain.product import Product
from accounting.values.domain.numbers import EXACT, Computed, percent, rounded
from accounting.values.domain.text import Id, Symbol, Text
from accounting.values.domain.units import Quantity, UnitsIncompatible

FEWEST_ENTERPRISES = 5
"""With fewer, a position could give a competitor's value away."""


class BenchmarkPack(BaseModel):
    """`benchmarks.yaml` of a category: rows of the factor library to be set beside."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    category: Id
    version: str
    levels: tuple[Symbol, ...]


def read_benchmarks(text: str) -> tuple[BenchmarkPack, str]:
    """The pack, and the content hash of its file."""
    pack = BenchmarkPack.model_validate(yaml.safe_load(text))
    return pack, hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class PublishedLevel:
    """A published level, expressed in the declared unit."""

    id: str
    name: Text
    region: str
    year: int | None
    source_title: str
    source_ref: str
    published: Computed
    """The level as it was published."""
    published_unit: str
    """The unit that it was published in."""
    kg_co2e: Computed
    """Per declared unit."""
    difference_percent: Computed
    """How far the footprint lies above (+) or below (-) the level."""


@dataclass(frozen=True)
class RelativeStanding:
    """The place among the category's sealed footprints, without anybody's value."""

    products: int
    """Of how many products it is."""
    enterprises: int
    """Of how many enterprises it is."""
    percentile: Computed
    """Share of the others that are higher; 100 is the lowest footprint of all."""


@dataclass(frozen=True)
class Position:
    """Published levels, and the standing; None while too few enterprises have sealed."""

    levels: tuple[PublishedLevel, ...]
    standing: RelativeStanding | None
    fewest_enterprises: int = FEWEST_ENTERPRISES
    """With fewer enterprises than this, nothing is compared."""


def levels(
    of: Sequence[str], library: FactorLibrary, product: Product, declared: Quantity, exact: Decimal
) -> tuple[PublishedLevel, ...]:
    """The published levels that the product's own piece can be expressed in, lowest first."""
    rows = (library.factors[id] for id in of if id in library.factors)
    found = [_level(row, product, declared, exact) for row in rows if row.basis is Basis.RESULT]
    return tuple(sorted((f for f in found if f), key=lambda level: (level.kg_co2e, level.id)))


def _level(
    row: Factor, product: Product, declared: Quantity, exact: Decimal
) -> PublishedLevel | None:
    try:
        amount = product.express(declared, row.unit).amount
    except UnitsIncompatible:
        return None
    level = EXACT.multiply(amount, row.value)
    if not level:
        return None
    gap = percent(EXACT.subtract(exact, level), abs(level))
    name = Text(row.name_zh, row.name_en)
    unit = f"kgCO2e/{row.unit}"
    return PublishedLevel(
        id=row.id,
        name=name,
        region=row.region,
        year=row.year,
        source_title=row.source_title,
        source_ref=row.source_ref,
        published=row.value,
        published_unit=unit,
        kg_co2e=level,
        difference_percent=gap,
    )


def standing(value: Decimal, others: Iterable[Comparable]) -> RelativeStanding | None:
    """The mid-rank percentile among the newest sealed footprints of other products."""
    found = list(others)
    enterprises = {other.enterprise for other in found}
    if len(enterprises) < FEWEST_ENTERPRISES:
        return None
    higher = sum(1 for other in found if other.value > value)
    equal = sum(1 for other in found if other.value == value)
    rank = EXACT.add(Decimal(higher), EXACT.divide(Decimal(equal), Decimal(2)))
    share = EXACT.divide(EXACT.multiply(rank, Decimal(100)), Decimal(len(found)))
    return RelativeStanding(len(found), len(enterprises), rounded(share, 1))
