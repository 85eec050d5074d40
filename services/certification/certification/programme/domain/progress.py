"""What counts for the targets of the pilot, in which year, and what does not and why."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from certification.values.domain.calendar import CHINA_TIME
from packs.region import Target, TargetKind


class NotCounted(StrEnum):
    """Why something that happened is not counted."""

    NOT_LISTED = "not-listed"
    """The product stands in no published batch of pilot products."""
    WITHDRAWN = "withdrawn"
    """Its certificate was withdrawn; it counts no more from that moment on."""
    COUNTED_BEFORE = "counted-before"
    """The product counts already, in this year or an earlier one."""


@dataclass(frozen=True)
class ProductKey:
    """Which product, by the enterprise and its own number for it."""

    enterprise: str
    product_id: UUID


@dataclass(frozen=True)
class Fact:
    """A footprint that was sealed, or a certificate that was granted."""

    kind: TargetKind
    product: ProductKey
    category: str
    division: str
    enterprise_name_zh: str
    enterprise_name_en: str
    product_name_zh: str
    product_name_en: str
    model: str
    reference: str
    """The calculation's id, or the certificate's number."""
    at: datetime
    withdrawn_at: datetime | None = None

    @property
    def year(self) -> int:
        """The year in China in which it happened."""
        return self.at.astimezone(CHINA_TIME).year


@dataclass(frozen=True)
class CountedCase:
    """Something that happened, and whether it counts."""

    fact: Fact
    not_counted: NotCounted | None = None


@dataclass(frozen=True)
class Pipeline:
    """Products that may still be accounted or certified: listed ones, and open applications."""

    listed: Mapping[ProductKey, str]
    """Products on the list, with the category of each."""
    applied: frozenset[ProductKey]
    """Products with an application that is neither refused nor granted."""


@dataclass(frozen=True)
class Figure:
    """A target with what was reached, and what is foreseen."""

    target: Target
    reached: int
    forecast: int
    """What is reached at the end of the year if everything under way succeeds."""
    by_division: Mapping[str, int]

    @property
    def gap(self) -> int:
        return max(0, self.target.count - self.reached)

    @property
    def forecast_gap(self) -> int:
        return max(0, self.target.count - self.forecast)


def counted(facts: Iterable[Fact], listed: Iterable[ProductKey]) -> list[CountedCase]:
    """Each fact in the order in which it happened; a product counts once for each kind.

    A withdrawn certificate leaves its product free to count by a later one.
    """
    on_the_list, done = frozenset(listed), set[tuple[TargetKind, ProductKey]]()
    cases = []
    for fact in sorted(facts, key=lambda each: (each.at, each.reference)):
        why = _why_not(fact, on_the_list, done)
        if why is None:
            done.add((fact.kind, fact.product))
        cases.append(CountedCase(fact, why))
    return cases


def _why_not(
    fact: Fact, listed: frozenset[ProductKey], done: set[tuple[TargetKind, ProductKey]]
) -> NotCounted | None:
    if fact.withdrawn_at is not None:
        return NotCounted.WITHDRAWN
    if fact.product not in listed:
        return NotCounted.NOT_LISTED
    if (fact.kind, fact.product) in done:
        return NotCounted.COUNTED_BEFORE
    return None


def figures(
    targets: Iterable[Target], cases: Iterable[CountedCase], pipeline: Pipeline, year_now: int
) -> list[Figure]:
    """Every target with its figures; what is under way is foreseen for the present year."""
    reached: defaultdict[tuple[int, str, TargetKind], Counter[str]] = defaultdict(Counter)
    done = set[tuple[TargetKind, ProductKey]]()
    for case in cases:
        if case.not_counted is None:
            fact = case.fact
            reached[fact.year, fact.category, fact.kind][fact.division] += 1
            done.add((fact.kind, fact.product))
    return [
        _figure(
            target, reached[target.year, target.category, target.kind], pipeline, done, year_now
        )
        for target in targets
    ]


def _figure(
    target: Target,
    by_division: Counter[str],
    pipeline: Pipeline,
    done: set[tuple[TargetKind, ProductKey]],
    year_now: int,
) -> Figure:
    total = by_division.total()
    under_way = [
        key
        for key, category in pipeline.listed.items()
        if category == target.category
        and (target.kind, key) not in done
        and (target.kind is TargetKind.ACCOUNTED or key in pipeline.applied)
    ]
    foreseen = len(under_way) if target.year == year_now else 0
    return Figure(target, total, total + foreseen, dict(sorted(by_division.items())))
