"""Everything that the moves of one study are found with, and how one is found."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from accounting.domain.calculation import Subject, read_document
from accounting.domain.documents import RESULT
from accounting.domain.impact.change import Change
from accounting.domain.impact.moves import Level, Move, moved, refused
from accounting.domain.impact.recomputing import Surroundings, recomputed, standing
from accounting.domain.impact.standing import amounts
from accounting.domain.impact.trace import Trace, trace
from accounting.domain.result import Result
from accounting.inventory.domain.background import Background
from chassis.refusals import Refusal


@dataclass(frozen=True)
class Context:
    """A change, what a calculation is done again with, and the levels of each category."""

    change: Change
    around: Surroundings
    levels: Mapping[str, tuple[Level, ...]]

    def by_trace(self, of: Trace, values: Mapping[str, Decimal], category: str) -> Move:
        """Add the footprint up again with new values of its factors."""
        try:
            new = of.under(values)
        except Refusal as refusal:
            return refused(of.sealed, refusal)
        levels = self.levels.get(category, ())
        numbers = {unit: Decimal(amount) for unit, amount in of.amounts.items()} if levels else {}
        return moved(of.sealed, new, numbers, levels)

    def by_document(self, document: str) -> Move:
        """Do the whole calculation again from its sealed document."""
        subject, sealed, result = opened(document)
        old = standing(subject, result)
        try:
            new = recomputed(subject, sealed, self.change, self.around)
        except Refusal as refusal:
            return refused(old, refusal)
        levels = self.levels.get(subject.product.category, ())
        return moved(old, new, amounts(subject), levels)


def opened(document: str) -> tuple[Subject, Background, Result]:
    """What a sealed document holds."""
    content = cast(dict[str, object], json.loads(document))
    subject, background = read_document(content)
    return subject, background, RESULT.validate_python(content["result"])


def trace_of(document: str) -> Trace:
    return trace(*opened(document))
