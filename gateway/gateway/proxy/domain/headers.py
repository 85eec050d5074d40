"""Which header fields travel on, and which the gateway sets itself (RFC 9110, 7.6)."""

import re
from collections.abc import Iterable

Headers = Iterable[tuple[bytes, bytes]]
Fields = list[tuple[bytes, bytes]]

HOP_BY_HOP = frozenset(
    {
        b"connection",
        b"keep-alive",
        b"proxy-authenticate",
        b"proxy-authorization",
        b"proxy-connection",
        b"te",
        b"trailer",
        b"transfer-encoding",
        b"upgrade",
    }
)
_NOT_SENT_ON = HOP_BY_HOP | frozenset(
    {
        b"host",
        b"expect",
        b"forwarded",
        b"x-forwarded-for",
        b"x-forwarded-host",
        b"x-forwarded-proto",
        b"x-real-ip",
        b"x-request-id",
        b"traceparent",
        b"tracestate",
    }
)
_NOT_RETURNED = HOP_BY_HOP | frozenset({b"date", b"server", b"x-request-id"})
_CALLERS_ID = re.compile(rb"[A-Za-z0-9._-]{8,64}")


def header(headers: Headers, name: bytes) -> str:
    """The first field of that lower-case name, or an empty string."""
    return next((value.decode("latin-1") for key, value in headers if key == name), "")


def callers_id(headers: Headers) -> str | None:
    """What the caller calls this request, where that is harmless to log."""
    given = next((value for key, value in headers if key == b"x-request-id"), b"")
    return given.decode() if _CALLERS_ID.fullmatch(given) else None


def end_to_end(headers: Headers, dropped: frozenset[bytes]) -> Fields:
    """All fields but `dropped`, which are hop-by-hop ones and more, and those that `Connection`
    names; names are in lower case, as both servers give them."""
    kept = [field for field in headers if field[0] not in dropped]
    named = _named_by_connection(headers)
    return [field for field in kept if field[0] not in named] if named else kept


def onward(headers: Headers, *, address: str, scheme: str, id: str) -> Fields:
    """The fields that a service receives; whatever the caller said about forwarding is replaced."""
    return [
        *end_to_end(headers, _NOT_SENT_ON),
        (b"x-forwarded-for", address.encode("latin-1", "replace")),
        (b"x-forwarded-host", header(headers, b"host").encode("latin-1")),
        (b"x-forwarded-proto", scheme.encode()),
        (b"x-request-id", id.encode()),
    ]


def returned(headers: Headers) -> Fields:
    """The fields of a service's answer that the caller receives."""
    return end_to_end(headers, _NOT_RETURNED)


def caller_address(peer: str, headers: Headers, trusted_hops: int) -> str:
    """The address that the outermost trusted proxy saw; the peer itself without such proxies."""
    if not trusted_hops:
        return peer
    lines = [value.decode("latin-1") for key, value in headers if key == b"x-forwarded-for"]
    seen = [part.strip() for part in ",".join(lines).split(",") if part.strip()]
    return seen[-trusted_hops] if len(seen) >= trusted_hops else peer


def _named_by_connection(fields: Headers) -> frozenset[bytes]:
    named = [value for key, value in fields if key == b"connection"]
    return frozenset(name.strip().lower() for value in named for name in value.split(b","))
