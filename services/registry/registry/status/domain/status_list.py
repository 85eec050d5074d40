"""Bitstring Status Lists (W3C, v1.0): one bit per certificate, published compressed and signed."""

import binascii
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from chassis.canonical import rfc3339
from chassis.refusals import Invalid

ENTRIES = 131_072
"""The least number of entries that the standard allows, so that no list is a small crowd."""
TTL_MS = 300_000
VALIDITY = timedelta(hours=24)
_STEP = timedelta(milliseconds=1)
_REMEMBERED = 64
"""Editions, 16 KiB each, that are not expanded a second time."""
_BYTES = ENTRIES // 8
_GZIP = 16 + zlib.MAX_WBITS


class Purpose(StrEnum):
    """What a set bit means: not valid for now, or void for good."""

    SUSPENSION = "suspension"
    REVOCATION = "revocation"


class StatusListMalformed(Invalid):
    """The list is not compressed as the standard says, or expands to the wrong length."""

    zh = "状态列表无法解读或长度不符;请从凭证所写的地址重新获取。"
    en = "The status list cannot be read or has the wrong length; fetch it again from its address."


class StatusIndexOutOfRange(Invalid):
    """The index names no entry of the list."""

    zh = "状态索引 {index} 超出列表范围(0 至 131071);请核对凭证的 credentialStatus。"
    en = "Status index {index} is outside the list (0 to 131071); check credentialStatus."


@dataclass(frozen=True)
class StatusList:
    """The bits of one list; bit 0 is the highest bit of the first byte."""

    bits: bytes = bytes(_BYTES)

    def __getitem__(self, index: int) -> bool:
        """Whether the entry is set. Raises `StatusIndexOutOfRange`."""
        require_index(index, len(self.bits) * 8)
        return bool(self.bits[index // 8] >> (7 - index % 8) & 1)

    def with_set(self, indexes: Iterable[int]) -> "StatusList":
        """The same list with these entries set too. Raises `StatusIndexOutOfRange`."""
        bits = bytearray(self.bits)
        for index in indexes:
            require_index(index, len(bits) * 8)
            bits[index // 8] |= 1 << (7 - index % 8)
        return StatusList(bytes(bits))

    def encode(self) -> str:
        """Multibase base64url of the GZIP of the bits; the same bits give the same text."""
        compressor = zlib.compressobj(9, zlib.DEFLATED, _GZIP)
        data = compressor.compress(self.bits) + compressor.flush()
        return "u" + urlsafe_b64encode(data).decode().rstrip("=")


def require_index(index: int, entries: int = ENTRIES) -> None:
    """Raise `StatusIndexOutOfRange` unless a list of so many entries has this one."""
    if not 0 <= index < entries:
        raise StatusIndexOutOfRange(index=index)


@lru_cache(maxsize=_REMEMBERED)
def decode(encoded: str, *, entries: int = ENTRIES) -> StatusList:
    """Read an encoded list of exactly `entries` bits.

    Never expands further than that: a few kilobytes can otherwise fill the memory.
    Raises `StatusListMalformed`.
    """
    try:
        compressed = urlsafe_b64decode(encoded[1:] + "=" * (-len(encoded[1:]) % 4))
        expander = zlib.decompressobj(_GZIP)
        bits = expander.decompress(compressed, entries // 8 + 1)
    except (binascii.Error, ValueError, zlib.error) as error:
        raise StatusListMalformed() from error
    if encoded[:1] != "u" or len(bits) * 8 != entries or not expander.eof:
        raise StatusListMalformed()
    return StatusList(bits)


@dataclass(frozen=True, order=True)
class ListName:
    """One list; for each purpose there are as many as certificates need, numbered from 1."""

    purpose: Purpose
    list_number: int = 1

    def __str__(self) -> str:
        return f"{self.purpose}/{self.list_number}"


@dataclass(frozen=True)
class StatusListIssue:
    """One signed edition of a list; a later edition supersedes it, none is ever changed."""

    name: ListName
    number: int
    url: str
    issuer: str
    valid_from: datetime

    @property
    def valid_until(self) -> datetime:
        return self.valid_from + VALIDITY


def begins(at: datetime, before: datetime | None) -> datetime:
    """The moment from which an edition holds: strictly later than the one before it.

    Whole milliseconds, cut and not rounded, so that it never lies ahead of a verifier's clock.
    """
    cut = at.replace(microsecond=at.microsecond // 1000 * 1000)
    return cut if before is None else max(cut, before + _STEP)


def payload(issue: StatusListIssue, list_: StatusList) -> dict[str, object]:
    """The credential that publishes a list, to be signed as `application/vc+jwt`."""
    return {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": issue.url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issue.issuer,
        "validFrom": rfc3339(issue.valid_from),
        "validUntil": rfc3339(issue.valid_until),
        "credentialSubject": {
            "id": f"{issue.url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": issue.name.purpose.value,
            "encodedList": list_.encode(),
            "ttl": TTL_MS,
        },
    }


def list_url(public_url: str, name: ListName) -> str:
    """Where the node publishes a list; certificates name this address."""
    return f"{public_url.rstrip('/')}/status/{name}"
