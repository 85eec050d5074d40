"""Canonical JSON (RFC 8785) and its SHA-256: the bytes that seals, entries and signatures cover."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from uuid import UUID

import rfc8785


def canonical(value: object) -> bytes:
    """Encode as RFC 8785. Decimals and UUIDs become plain strings, moments RFC 3339 in UTC.

    Raises `TypeError` for a float, which never belongs into a hashed document, and for any type
    without an agreed form.
    """
    return rfc8785.dumps(_plain(value))  # type: ignore[arg-type]  # _plain yields JSON only.


def sha256_hex(data: bytes) -> str:
    """SHA-256 as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def rfc3339(moment: datetime) -> str:
    """A moment as RFC 3339 in UTC, with `Z`; microseconds only where there are any."""
    if moment.tzinfo is None:
        raise TypeError("a moment without a time zone has no canonical form")
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _plain(value: object) -> object:
    match value:
        case None | bool() | str() if not isinstance(value, Enum):
            return value
        case Enum():
            return _plain(value.value)
        case int():
            return value
        case Decimal():
            return format(value, "f")
        case datetime():
            return rfc3339(value)
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
        case Mapping():
            return {str(key): _plain(member) for key, member in value.items()}
        case list() | tuple():
            return [_plain(member) for member in value]
        case _:
            raise TypeError(f"{type(value).__name__} has no canonical JSON form")
