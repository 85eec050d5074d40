"""Changes to what footprints rest on, and the short form in which a factor is compared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from accounting.calculations.domain.figures import figure
from accounting.factors.domain.datasets import EVERYONE
from accounting.factors.domain.factors import Factor
from accounting.factors.domain.gwp import GwpSet
from packs.models import Rule

GONE = ""
"""Figure of a factor that the change takes away."""


@dataclass(frozen=True)
class Change:
    """What would be different from what calculations were sealed with."""

    factors: Mapping[str, Factor | None] = field(default_factory=dict)
    """By the identifier that a product system names: its new content, or None when it is gone."""
    rule: Rule | None = None
    category: str | None = None
    """Whose rule it is."""
    gwp: GwpSet | None = None
    owner: str = EVERYONE
    """The only enterprise that it touches, for factors that nobody else sees."""

    @cached_property
    def figures(self) -> Mapping[str, str]:
        return {id: GONE if new is None else figure(new) for id, new in self.factors.items()}

    def new_values(self, sealed: Mapping[str, str]) -> dict[str, Decimal] | None:
        """The new values of factors that were sealed with these figures, where nothing but values
        differs; None where the calculation must be done again as a whole.
        """
        if self.rule is not None or self.gwp is not None:
            return None
        values = {}
        for id in self.figures.keys() & sealed.keys():
            before, new = sealed[id], self.figures[id]
            if new == before:
                continue
            factor = self.factors[id]
            if factor is None or not only_value_differs(before, new):
                return None
            values[id] = factor.value
        return values


def only_value_differs(sealed: str, new: str) -> bool:
    """Two figures of the same unit and kind, the new one a value that may enter a footprint."""
    value, _, kind = new.partition(" ")
    return kind == sealed.partition(" ")[2] and not value.startswith("-")


def replaced_by(
    before: Mapping[str, str], after: Mapping[str, str], factors: Mapping[str, Factor]
) -> dict[str, Factor]:
    """The newest successor of each factor that a library replaces and its predecessor did not.

    `before` and `after` say of each factor which one it supersedes. The successor is given under
    the old identifier, because that is what sealed product systems name.
    """
    new = {old: id for id, old in after.items() if before.get(id) != old and id in factors}
    found = {}
    for old in new:
        last, seen = old, {old}
        while (following := new.get(last)) is not None and following not in seen:
            seen.add(following)
            last = following
        found[old] = renamed(factors[last], old)
    return found


def renamed(factor: Factor, id: str) -> Factor:
    """The factor's content under the identifier of the one whose place it takes."""
    return factor if factor.id == id else Factor(**{**vars(factor), "id": id})
