"""How one footprint stands: its published value, and whether it keeps to the rule's limits."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from accounting.calculations.domain.calculation import Subject
from accounting.values.domain.numbers import plain
from accounting.values.domain.units import Quantity
from packs.models import Rule


@dataclass(frozen=True)
class Standing:
    """A footprint as it was sealed, or as it would be under a change."""

    exact: Decimal
    value: Decimal
    """As published: rounded once by the rule."""
    unit: str
    """The declared unit, such as `1 kWp`."""
    within_limits: bool
    """The books of cut-offs keep to the rule's limits."""


def declared(rule: Rule) -> str:
    return f"{plain(rule.declared_unit.amount)} {rule.declared_unit.unit}"


def amounts(subject: Subject) -> Mapping[str, Decimal]:
    """What the declared unit amounts to in every unit that the product can be expressed in."""
    unit = subject.rule.declared_unit
    whole = Quantity(unit.amount, unit.unit)
    return {to: subject.product.express(whole, to).amount for to in subject.product.units}
