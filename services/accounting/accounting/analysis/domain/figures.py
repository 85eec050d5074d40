"""Figures for people: shares in percent, and floats written with as many digits as they merit."""

from decimal import Decimal

from accounting.values.domain.numbers import EXACT, rounded

_DIGITS = 10


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """A share with four decimals; nothing is a share of nothing."""
    if whole == 0:
        return Decimal(0)
    return rounded(EXACT.divide(EXACT.multiply(part, Decimal(100)), whole), 4)


def figure(value: float) -> Decimal:
    """A float with ten significant digits, as a decimal that JSON can carry as a string."""
    return Decimal(f"{value:.{_DIGITS}g}") if value else Decimal(0)
