"""Everything that the moves of one study are found with, and how one is found."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from accounting.calculations.domain.standing import amounts
from accounting.calculations.domain.trace import Trace, opened
from accounting.impact.domain.change import Change
from accounting.impact.domain.moves import Move, Threshold, moved, refused
from accounting.impact.domain.recomputation import Surroundings, recomputed, standing
from chassis.refusals import Refusal


@dataclass(frozen=True)
class Context:
    """A change, what a calculation is done again with, and the levels of each category."""

    change: Change
    around: Surroundings
    levels: Mapping[str, tuple[Threshold, ...]]

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
