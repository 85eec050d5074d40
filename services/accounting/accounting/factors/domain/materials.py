"""Materials by the words in a factor's name, each with its plausible range per unit."""

import re
from decimal import Decimal
from functools import cache
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from accounting.factors.domain.ngrams import folded
from accounting.values.domain.numbers import EXACT, Exact
from accounting.values.domain.text import Text
from accounting.values.domain.units import Dimension

CATEGORIES = frozenset({"material", "pv-material", "packaging", "wood", "chemical"})
"""Where a name says a material; elsewhere “钢” may be a process or a vehicle."""
Range = tuple[Exact, Exact]
Words = tuple[str, ...]


class Material(BaseModel):
    """One line of `materials.yaml`; ranges are in kg CO2e per unit."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,60}$")]
    words: Annotated[Words, Field(min_length=1)]
    without: Words = ()
    density: Range | None = None
    """kg per m3, the lightest and the heaviest."""
    kg: Range
    m2: Range | None = None
    m3: Range | None = None
    why: Text
    source: Annotated[str, StringConstraints(min_length=1)]
    year: Annotated[int, Field(ge=1990, le=2200)]
    """Of the newest source."""
    stand_in: bool = False
    """Nobody has compared the figures with their sources yet."""

    @property
    def told_source(self) -> str:
        """The source as a reviewer reads it, in both languages at once."""
        told = f"{self.source},{self.year}"
        return f"{told};暂代值,未与原文核对 stand-in, not compared yet" if self.stand_in else told

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        for span in (self.density, self.kg, self.m2, self.m3):
            if span is not None and not 0 < span[0] < span[1]:
                raise ValueError(f"{self.id}: the lower end comes first")
        return self

    def is_named_in(self, names: str) -> bool:
        """Whether folded names speak of this material."""
        return _has(names, self.words) and not _has(names, self.without)

    def range_per(self, kind: Dimension) -> tuple[str, Decimal, Decimal] | None:
        """The unit and both ends for units of a kind; by density where none is stated."""
        if kind is Dimension.MASS:
            return ("kg", *self.kg)
        if kind is Dimension.AREA and self.m2:
            return ("m2", *self.m2)
        if kind is Dimension.VOLUME and self.m3:
            return ("m3", *self.m3)
        if kind is Dimension.VOLUME and self.density:
            (light, heavy), (low, high) = self.density, self.kg
            return "m3", EXACT.multiply(light, low), EXACT.multiply(heavy, high)
        return None


def _has(names: str, words: Words) -> bool:
    return bool(words) and _pattern(words).search(names) is not None


@cache
def _pattern(words: Words) -> re.Pattern[str]:
    """English words stand whole, or steel would be in no tin; Chinese ones anywhere."""
    parts = (re.escape(folded(word)) for word in words)
    return re.compile(
        "|".join(rf"(?<![a-z0-9]){p}(?![a-z0-9])" if p.isascii() else p for p in parts)
    )
