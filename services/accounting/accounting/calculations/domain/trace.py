"""The trace of a sealed calculation: just what it takes to add its footprint up again.

A footprint is a sum of terms, each an amount times an intensity, in one fixed order. A factor's
new value changes the terms that use it and the sums above them, never an amount. The trace keeps
the terms in the engine's order, and adds them up with the engine's own functions, so the outcome
is that of a full recomputation to the last digit. Amounts are trade secrets: so is a trace.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from pydantic import TypeAdapter

from accounting.calculations.domain.calculation import Subject, demand, read_document
from accounting.calculations.domain.cut_offs import CutOffBook, beside
from accounting.calculations.domain.result import RESULT, Result, published
from accounting.calculations.domain.standing import Standing, amounts, declared
from accounting.engine.domain.burden import INSIDE, Heading, by_heading, inside
from accounting.engine.domain.contributions import Contribution
from accounting.engine.domain.evaluation import Inputs, evaluate
from accounting.inventory.domain.background import Background
from accounting.values.domain.numbers import EXACT, plain
from chassis.text import KEPT
from packs.models import CutOffLimits

_FACTOR = "factor:"
_INSIDE = {heading.value for heading in INSIDE}
_BOOK = TypeAdapter(CutOffBook)
Part = tuple[str, str, str, str]
"""Heading, kg CO2e, factor and amount; a part that rests on no factor names none."""
Line = tuple[str, tuple[Part, ...]]
"""What one exchange adds to the footprint, and its parts where factors take part."""


@dataclass(frozen=True)
class Trace:
    """Numbers are plain text, as most of them are never looked at."""

    exact: str
    value: str
    unit: str
    decimals: int
    limits: tuple[str, str]
    within_limits: bool
    book: dict[str, object] | None
    """Of cut-offs, where an estimate is set beside the footprint; else nothing of it can move."""
    amounts: dict[str, str]
    lines: tuple[Line, ...]

    @property
    def sealed(self) -> Standing:
        return Standing(Decimal(self.exact), Decimal(self.value), self.unit, self.within_limits)

    def under(self, values: Mapping[str, Decimal]) -> Standing:
        """How the footprint would stand with new values of factors, by their identifiers.

        Raises `FootprintImplausible`, as a recomputation would.
        """
        exact = Decimal(0)
        for before, parts in self.lines:
            for part in parts:
                if part[2] in values:
                    exact = EXACT.add(exact, _again(parts, values))
                    break
            else:
                exact = EXACT.add(exact, Decimal(before))
        value = published(exact, decimals=self.decimals)
        return Standing(exact, value, self.unit, self._within(exact))

    def _within(self, exact: Decimal) -> bool:
        if self.book is None:
            return self.within_limits
        single, total = self.limits
        limits = CutOffLimits(single_percent=Decimal(single), total_percent=Decimal(total))
        return beside(_BOOK.validate_python(self.book, context=KEPT), exact, limits).within_limit


TRACE = TypeAdapter(Trace)


def trace(subject: Subject, background: Background, result: Result) -> Trace:
    """The trace of a calculation with its result."""
    data = (subject.system, subject.activity, background.factors, background.gwp)
    evaluation = evaluate(Inputs(*data, demand(subject)))
    limits = subject.rule.cut_off
    guessed = any(item.estimated_kg_co2e is not None for item in result.cut_offs.items)
    return Trace(
        exact=plain(result.exact),
        value=plain(result.value),
        unit=declared(subject.rule),
        decimals=subject.rule.decimals,
        limits=(plain(limits.single_percent), plain(limits.total_percent)),
        within_limits=result.cut_offs.within_limit,
        book=_BOOK.dump_python(result.cut_offs, mode="json") if guessed else None,
        amounts={unit: plain(amount) for unit, amount in amounts(subject).items()},
        lines=tuple(_line(item) for item in evaluation.contributions),
    )


def _line(item: Contribution) -> Line:
    parts = tuple(
        _part(term.heading, term.kg_co2e, term.source, term.amount) for term in item.terms
    )
    return plain(item.inside), parts if any(part[2] for part in parts) else ()


def _part(heading: Heading, kg_co2e: Decimal, source: str, amount: Decimal) -> Part:
    if not source.startswith(_FACTOR):
        return heading.value, plain(kg_co2e), "", ""
    return heading.value, plain(kg_co2e), source.removeprefix(_FACTOR), plain(amount)


def _again(parts: tuple[Part, ...], values: Mapping[str, Decimal]) -> Decimal:
    """kg CO2e inside the footprint of one exchange, as the engine adds it up.

    What has one part, as nearly everything has, is its own sum.
    """
    if len(parts) == 1:
        return _burden(parts[0], values) if parts[0][0] in _INSIDE else Decimal(0)
    sums = by_heading((Heading(part[0]), _burden(part, values)) for part in parts)
    return inside(*(sums[heading] for heading in INSIDE))


def _burden(part: Part, values: Mapping[str, Decimal]) -> Decimal:
    value = values.get(part[2])
    return Decimal(part[1]) if value is None else EXACT.multiply(Decimal(part[3]), value)


def opened(document: str) -> tuple[Subject, Background, Result]:
    """What a sealed document holds."""
    content = cast(dict[str, object], json.loads(document))
    subject, background = read_document(content)
    return subject, background, RESULT.validate_python(content["result"], context=KEPT)


def trace_of(document: str) -> Trace:
    return trace(*opened(document))
