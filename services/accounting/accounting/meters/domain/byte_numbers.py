"""Decimals and moments, read from the bytes of many lines together."""

import numpy as np
from numpy.typing import NDArray

from accounting.meters.domain.byte_lines import Bools, ByteLines, Field, Numbers, every

WHOLE_DIGITS, DECIMALS = 15, 6
"""How a value may be written: 15 digits and, behind a point, six."""
_WRITTEN = len("2026-01-31T08:00:00")
_SIGNS = {4: "-", 7: "-", 10: "T", 13: ":", 16: ":"}
_DIGITS = [place for place in range(_WRITTEN) if place not in _SIGNS]
_PAIRS = (0, 2, 5, 8, 11, 14, 17)
"""Where century, year, month, day, hour, minute and second begin."""
_CHINA = b"+08:00"
_CHINA_S = 8 * 3600


def values(lines: ByteLines, field: Field) -> tuple[Numbers, Numbers, Bools]:
    """Whole part and millionths of each decimal, and whether it is one."""
    behind = np.zeros_like(field.length)
    for count in range(1, DECIMALS + 1):
        behind[lines.has(field.ends - 1 - count, b".")] = count + 1
    length = field.length - behind
    width = int(length.max(initial=1).clip(1, WHOLE_DIGITS))
    digits = lines.table(field.begins + length - width, width) - ord("0")
    inside = np.arange(width)[:, np.newaxis] >= width - length
    whole, is_whole = _number(digits, inside)
    millionths, is_fraction = _fraction(lines, field.begins + length, behind)
    right = (length >= 1) & (length <= WHOLE_DIGITS)
    return whole, millionths, right & is_whole & is_fraction


def moments(lines: ByteLines, field: Field) -> tuple[NDArray[np.datetime64], Bools]:
    """Moments in UTC, and whether each is one; its zone is Z or that of China."""
    universal = lines.has(field.ends - 1, b"Z")
    zoned = universal | lines.says(field.ends - len(_CHINA), _CHINA)
    behind = field.length - np.where(universal, 1, len(_CHINA)) - _WRITTEN
    seconds, is_moment = _seconds(lines, field.begins)
    seconds -= np.where(universal, 0, _CHINA_S)
    millionths, is_fraction = _fraction(lines, field.begins + _WRITTEN, behind)
    at = (seconds * 1_000_000 + millionths).astype("M8[us]")
    return at, zoned & is_moment & is_fraction


def _seconds(lines: ByteLines, begins: Numbers) -> tuple[Numbers, Bools]:
    """Seconds since 1970 of what is written as a date and a time."""
    text = lines.table(begins, _WRITTEN)
    digits = text - ord("0")
    right = every(digits[_DIGITS] <= 9)
    for place, sign in _SIGNS.items():
        right &= text[place] == ord(sign)
    century, year, month, day, hour, minute, second = (
        (digits[place] * 10 + digits[place + 1]).astype(np.int64) for place in _PAIRS
    )
    months = (century * 100 + year - 1970) * 12 + month - 1
    first, following = _days(months), _days(months + 1)
    right &= (month >= 1) & (month <= 12) & (day >= 1) & (day <= following - first)
    right &= (hour <= 23) & (minute <= 59) & (second <= 59)
    return (first + day - 1) * 86_400 + hour * 3600 + minute * 60 + second, right


def _days(months: Numbers) -> Numbers:
    """Days from 1970 to the first of a month, which is counted from 1970 as well."""
    return months.astype("M8[M]").astype("M8[D]").astype(np.int64)


def _fraction(lines: ByteLines, begins: Numbers, length: Numbers) -> tuple[Numbers, Bools]:
    """Millionths written as a point and one to six digits, or as nothing at all."""
    if not length.any():
        return np.zeros_like(length), np.ones(length.size, np.bool_)
    digits = lines.table(begins + 1, DECIMALS) - ord("0")
    inside = np.arange(1, DECIMALS + 1)[:, np.newaxis] < length
    millionths, is_number = _number(digits, inside)
    written = (length >= 2) & (length <= DECIMALS + 1) & lines.has(begins, b".") & is_number
    return millionths, written | (length == 0)


def _number(digits: NDArray[np.uint8], inside: Bools) -> tuple[Numbers, Bools]:
    """The number that the rows of digits inside make, and whether all of these are digits."""
    right = every((digits <= 9) | ~inside)
    total = np.zeros(digits.shape[1], np.int64)
    for row in digits * inside:
        total *= 10
        total += row
    return total, right
