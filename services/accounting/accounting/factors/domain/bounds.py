"""Plausibility bounds per category and unit: data with a reason each, and what breaking one says.

Source: domain rules for imports; a value outside is set aside for a person, never dropped.
"""

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from accounting.factors.domain.factors import Factor, Quarantine
from accounting.factors.domain.materials import CATEGORIES, Material
from accounting.factors.domain.ngrams import folded
from accounting.factors.domain.slips import Bounded, slips
from accounting.values.domain.numbers import EXACT, Exact, plain
from accounting.values.domain.text import Text
from accounting.values.domain.units import convert, dimension


class Bound(BaseModel):
    """The plausible range of a kind of factor, per unit, with the reason for both ends."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,60}$")]
    category: str
    unit: str
    words: tuple[str, ...] = ()
    """Only factors with one of these words in a name; none means the whole category."""
    low: Exact
    high: Exact
    why: Text
    source: Annotated[str, StringConstraints(min_length=1)]

    def speaks_of(self, factor: Factor) -> bool:
        if factor.category != self.category:
            return False
        if dimension(factor.unit) is not dimension(self.unit):
            return False
        names = folded(f"{factor.name_zh} {factor.name_en}")
        return not self.words or any(folded(word) in names for word in self.words)

    def holds(self, value: Decimal) -> bool:
        return self.low <= value <= self.high


class BoundsPack(BaseModel):
    """`bounds.yaml` with `materials.yaml`; a change of either is a new version."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Annotated[str, StringConstraints(pattern=r"^\d{4}\.\d{1,3}$")]
    bounds: Annotated[tuple[Bound, ...], Field(min_length=1)]
    materials: tuple[Material, ...] = ()


@dataclass(frozen=True)
class BoundsFile:
    """The bounds, and the hash of the file that they come from."""

    pack: BoundsPack
    sha256: str


def read_bounds(text: str, materials: str) -> BoundsFile:
    """Raises pydantic's `ValidationError` with the place."""
    content = {**yaml.safe_load(text), **yaml.safe_load(materials)}
    pack = BoundsPack.model_validate(content)
    return BoundsFile(pack, hashlib.sha256(f"{text}{materials}".encode()).hexdigest())


def doubt(factor: Factor, bounds: BoundsPack) -> Quarantine | None:
    """Why the factor's value is not plausible, if it is not; the narrowest bounds speak first.

    A kind that no bound knows is doubtful too: nobody has said yet what is plausible.
    """
    if (of := _material(factor, bounds)) is not None:
        bound, density = of
        value = _per_unit_of(factor, bound)
        return None if bound.holds(value) else _explained(factor, bound, value, density)
    speaking = sorted(
        (bound for bound in bounds.bounds if bound.speaks_of(factor)),
        key=lambda bound: (not bound.words, bound.id),
    )
    if not speaking:
        return Quarantine(
            f"类别 {factor.category} 每 {factor.unit} 没有合理范围,需人工审核",
            f"no bounds are known for {factor.category} per {factor.unit}; a person must look",
        )
    for bound in speaking:
        value = _per_unit_of(factor, bound)
        if not bound.holds(value):
            return _explained(factor, bound, value)
    return None


def _material(
    factor: Factor, bounds: BoundsPack
) -> tuple[Bound, tuple[Decimal, Decimal] | None] | None:
    """The range of the factor's material in its unit, with the density; None for no material."""
    if factor.category not in CATEGORIES:
        return None
    names = folded(f"{factor.name_zh} {factor.name_en}")
    named = next((each for each in bounds.materials if each.is_named_in(names)), None)
    found = named and named.range_per(dimension(factor.unit))
    if named is None or not found:
        return None
    unit, low, high = found
    bound = Bound(
        id=named.id,
        category=factor.category,
        unit=unit,
        low=low,
        high=high,
        why=named.why,
        source=named.told_source,
    )
    return bound, named.density


def _per_unit_of(factor: Factor, bound: Bound) -> Decimal:
    """The value per the bound's unit: 2050 per t is 2.05 per kg."""
    units = convert(Decimal(1), bound.unit, factor.unit, where=factor.id)
    return EXACT.multiply(factor.value, units)


def _explained(
    factor: Factor,
    bound: Bound,
    value: Decimal,
    density: tuple[Decimal, Decimal] | None = None,
) -> Quarantine:
    span = f"{plain(bound.low)}-{plain(bound.high)} kgCO2e/{bound.unit}"
    within = Bounded(bound.low, bound.high, bound.unit, density)
    hints = list(slips(within, value, is_fuel=bound.category.startswith("fuel")))
    zh = "".join(hint.zh for hint in hints)
    en = "".join(hint.en for hint in hints)
    return Quarantine(
        f"数值 {plain(factor.value)} 每 {factor.unit} 超出 {bound.id} 的合理范围 {span}"
        f"({bound.why.zh};依据:{bound.source}){zh}",
        f"{plain(factor.value)} per {factor.unit} is outside the plausible {span} of {bound.id} "
        f"({bound.why.en}; source: {bound.source}){en}",
    )
