"""When two identifiers name one product: in any case, and a GTIN with or without leading zeros."""

import re
from collections.abc import Iterable

_GTIN = re.compile(r"urn:gtin:([0-9]{8}|[0-9]{12}|[0-9]{13}|[0-9]{14})")
_DIGITS = 14


def same_product(id: str) -> str:
    """The text that all identifiers of one product share.

    GS1 General Specifications, 3.3: a GTIN-8, -12 or -13 is padded with zeros on the left to 14
    digits; the check digit stays right, so 13 and 14 digits are one number.
    """
    folded = id.casefold()
    found = _GTIN.fullmatch(folded)
    return f"urn:gtin:{found[1].zfill(_DIGITS)}" if found else folded


def same_products(ids: Iterable[str]) -> list[str]:
    return [same_product(id) for id in ids]


def gtin_digits(id: str) -> str | None:
    """The digits behind `urn:gtin:`, whatever they are; None for another kind of identifier."""
    folded = id.casefold()
    return folded.removeprefix("urn:gtin:") if folded.startswith("urn:gtin:") else None


def is_gtin(digits: str) -> bool:
    """Whether digits have the length of a GTIN and end with the right check digit."""
    if not _GTIN.fullmatch(f"urn:gtin:{digits}"):
        return False
    weighted = (int(digit) * (3, 1)[at % 2] for at, digit in enumerate(digits[-2::-1]))
    return (sum(weighted) + int(digits[-1])) % 10 == 0
