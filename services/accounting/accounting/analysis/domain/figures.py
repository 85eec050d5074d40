"""Figures for people: floats written with as many digits as they merit."""

from decimal import Decimal

_DIGITS = 10


def figure(value: float) -> Decimal:
    """A float with ten significant digits, as a decimal that JSON can carry as a string."""
    return Decimal(f"{value:.{_DIGITS}g}") if value else Decimal(0)
