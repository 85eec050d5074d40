"""What products of a category plausibly take and weigh: bounds as data, with reason and source.

What is unusual is shown to people; what cannot be is refused.
"""

import hashlib
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self

import yaml
from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

from accounting.values.domain.numbers import EXACT, Exact, plain, rounded
from accounting.values.domain.text import Id, Symbol, Text
from accounting.values.domain.units import is_known
from chassis.refusals import Invalid

_THOUSAND = Decimal(1000)
_SHOWN_DECIMALS = 6
Glob = Annotated[str, StringConstraints(pattern=r"^[a-z0-9*:-]{1,60}$")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300)]


class InventoryImpossible(Invalid):
    """A system takes so much or so little of something that it cannot make this product."""

    zh = (
        "{where}:每 1 {per} 产品的{what_zh}合计 {value} {unit},不可能{beyond_zh} {limit} {unit}"
        "({why_zh};依据:{source})。请核对该项的数量与单位{hint_zh}。"
    )
    en = (
        "{where}: {what} adds up to {value} {unit} per 1 {per} of product, which cannot be "
        "{beyond} {limit} {unit} ({why}; source: {source}). Check its amount and unit{hint}."
    )


class PieceImpossible(Invalid):
    """One piece is described as no product of the category can be."""

    zh = (
        "piece:{what_zh}为每 {per} {value} {unit},不可能{beyond_zh} {limit} {unit}"
        "({why_zh};依据:{source})。请核对每件的数量与单位{hint_zh}。"
    )
    en = (
        "piece: {what} of {value} {unit} per {per} cannot be {beyond} {limit} {unit} ({why}; "
        "source: {source}). Check the amounts and units of one piece{hint}."
    )


class Verdict(StrEnum):
    """Where a value lies."""

    PLAUSIBLE = "plausible"
    UNUSUAL = "unusual"
    """Outside the usual range: a person should look."""
    IMPOSSIBLE = "impossible"


class Span(BaseModel):
    """A usual range with its reason and source, and limits that nothing real can pass."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Id
    name: Text
    unit: Symbol
    per: Symbol
    """A unit of the product: the value is `unit` per one of it."""
    low: Exact
    high: Exact
    impossible_below: Exact | None = None
    impossible_above: Exact | None = None
    why: Text
    source: Line

    @model_validator(mode="after")
    def _sound(self) -> Self:
        limits = [self.impossible_below, self.low, self.high, self.impossible_above]
        stated = [limit for limit in limits if limit is not None]
        if stated != sorted(stated) or not (is_known(self.unit) and is_known(self.per)):
            raise ValueError(f"{self.id}: limits must rise and units must be known")
        return self

    @property
    def usual(self) -> str:
        return f"{plain(self.low)}-{plain(self.high)} {self.unit}"

    def verdict(self, value: Decimal) -> Verdict:
        if self._passed(value) is not None:
            return Verdict.IMPOSSIBLE
        return Verdict.PLAUSIBLE if self.low <= value <= self.high else Verdict.UNUSUAL

    def excess(self, value: Decimal) -> Decimal:
        """How many times the value lies beyond what can be; 0 when it can."""
        limit = self._passed(value)
        if limit is None:
            return Decimal(0)
        larger, smaller = max(limit, value), min(limit, value)
        return EXACT.divide(larger, smaller) if smaller > 0 else Decimal("Infinity")

    def facts(self, value: Decimal) -> dict[str, object]:
        """What the refusals above say of an impossible value."""
        limit = self._passed(value) or Decimal(0)
        zh, en = ("高于", "above") if value > limit else ("低于", "below")
        slip = self.slip(value)
        names = {"what_zh": self.name.zh, "what": self.name.en, "unit": self.unit, "per": self.per}
        reasons = {"why_zh": self.why.zh, "why": self.why.en, "source": self.source}
        return {
            **names,
            **reasons,
            "value": shown(value),
            "limit": plain(limit),
            "beyond_zh": zh,
            "beyond": en,
            "hint_zh": f"({slip.zh})" if slip else "",
            "hint": f" ({slip.en})" if slip else "",
        }

    def slip(self, value: Decimal) -> Text | None:
        """A mistake of a thousand that would explain the value."""
        if self.low <= EXACT.multiply(value, _THOUSAND) <= self.high:
            return Text("乘以 1000 后合理,是否把小单位写成了大单位?", "times 1000 it fits")
        if self.low <= EXACT.divide(value, _THOUSAND) <= self.high:
            return Text("除以 1000 后合理,是否把大单位写成了小单位?", "divided by 1000 it fits")
        return None

    def _passed(self, value: Decimal) -> Decimal | None:
        """The limit beyond which the value lies, if it passes one."""
        above, below = self.impossible_above, self.impossible_below
        if above is not None and value > above:
            return above
        return below if below is not None and value < below else None


class InventoryBound(Span):
    """The usual amount of an input over all processes; matched by flow, supplier or factor."""

    flows: tuple[Glob, ...] = ()
    processes: tuple[Glob, ...] = ()
    """What such processes of the system deliver counts too."""
    factor_categories: tuple[Symbol, ...] = ()
    """Categories of factors that are counted."""
    needed: bool = False
    """No product of the category does without it."""


class PieceBound(Span):
    """What one piece amounts to in one unit per another, such as kg per m2."""


class PlausibilityPack(BaseModel):
    """`plausibility.yaml` of a category; a change is a new version."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    category: Id
    version: Annotated[str, StringConstraints(pattern=r"^\d{4}\.\d{1,3}$")]
    pieces: tuple[PieceBound, ...] = ()
    """What one piece amounts to."""
    inventory: tuple[InventoryBound, ...] = ()
    """What one unit of the product takes."""

    @model_validator(mode="after")
    def _named_once(self) -> Self:
        ids = [bound.id for bound in (*self.pieces, *self.inventory)]
        if len(set(ids)) != len(ids):
            raise ValueError(f"two bounds of {self.category} have the same id")
        return self


def read_plausibility(text: str) -> tuple[PlausibilityPack, str]:
    """The pack, and the content hash of its file. Raises pydantic's `ValidationError`."""
    pack = PlausibilityPack.model_validate(yaml.safe_load(text))
    return pack, hashlib.sha256(text.encode()).hexdigest()


def shown(value: Decimal) -> str:
    """For people to read."""
    return plain(rounded(value, _SHOWN_DECIMALS))
