"""Exact decimal arithmetic: one context for every certified number, and how numbers are written."""

from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from functools import cache, reduce
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

PRECISION = 50
EXACT = Context(
    prec=PRECISION, rounding=ROUND_HALF_EVEN, traps=[InvalidOperation, DivisionByZero, Overflow]
)
"""Fifty digits, half to even: the same bytes on any machine and in any later release."""

ZERO, ONE = Decimal(0), Decimal(1)

_PATTERN = r"^-?[0-9]{1,20}(\.[0-9]{1,20})?$"


def plain(value: Decimal) -> str:
    """Write without exponent and without trailing zeros: `1E+2` and `100.0` are both `100`."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Round once for publication, half to even (GB/T 8170, 四舍六入五成双)."""
    return value.quantize(_last_place(decimals), context=EXACT)


@cache
def _last_place(decimals: int) -> Decimal:
    return ONE.scaleb(-decimals)


def total(values: Iterable[Decimal]) -> Decimal:
    """Add in the order given; the built-in `sum` would use the caller's context."""
    return reduce(EXACT.add, values, ZERO)


def _as_written(value: object) -> object:
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str):
        raise ValueError('write the number as a string, such as "0.5777" (数字请写成字符串)')
    whole, _, fraction = value.removeprefix("-").partition(".")
    digits_only = (whole + fraction).isascii() and (whole + fraction).isdigit()
    if not digits_only or len(whole) > 20 or len(fraction) > 20 or value.endswith("."):
        raise ValueError("at most 20 digits before and after the point, no exponent")
    return value


Exact = Annotated[
    Decimal,
    BeforeValidator(_as_written),
    PlainSerializer(plain, return_type=str),
    WithJsonSchema({"type": "string", "pattern": _PATTERN, "examples": ["13.975"]}),
]
"""A decimal that travels as a string, never as a float and never with an exponent."""

Computed = Annotated[
    Decimal,
    PlainSerializer(plain, return_type=str),
    WithJsonSchema({"type": "string", "examples": ["508.6121"]}),
]
"""A decimal that the engine made: up to fifty digits, written as a plain string."""


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """For people to read, hence four decimals."""
    if whole == 0:
        return Decimal(0)
    return rounded(EXACT.divide(EXACT.multiply(part, Decimal(100)), whole), 4)
