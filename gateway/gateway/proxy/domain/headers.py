"""Which header fields travel on, and which the gateway sets itself (RFC 9110, 7.6)."""

import re
from collections.abc import Iterable

Headers = Iterable[tuple[bytes, bytes]]

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
_SET_HERE = frozenset(
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
_NOT_RETURNED = frozenset({b"date", b"server", b"x-request-id"})
_CALLERS_ID = re.compile(rb"[A-Za-z0-9._-]{8,64}")


def header(headers: Headers, name: bytes) -> str:
    """The first field of that lower-case name, or an empty string."""
    return next((value.decode("latin-1") for key, value in headers if key == name), "")


def callers_id(headers: Headers) -> str | None:
    """What the caller calls this request, where that is harmless to log."""
    given = next((value for key, value in headers if key == b"x-request-id"), b"")
    return given.decode() if _CALLERS_ID.fullmatch(given) else None


def end_to_end(headers: Headers, also: frozenset[bytes]) -> list[tuple[bytes, bytes]]:
    """All fields but hop-by-hop ones, those that `Connection` names, and `also`."""
    fields = [(key.lower(), value) for key, value in headers]
    dropped = HOP_BY_HOP | also | _named_by_connection(fields)
    return [field for field in fields if field[0] not in dropped]


def onward(headers: Headers, *, address: str, scheme: str, id: str) -> list[tuple[str, str]]:
    """The fields that a service receives; whatever the caller said about forwarding is replaced."""
    # aiohttp encodes header values as UTF-8, so reading them as UTF-8 gives the same bytes.
    fields = [
        (key.decode("latin-1"), value.decode("utf-8", "replace"))
        for key, value in end_to_end(headers, _SET_HERE)
    ]
    return [
        *fields,
        ("x-forwarded-for", address),
        ("x-forwarded-host", header(headers, b"host")),
        ("x-forwarded-proto", scheme),
        ("x-request-id", id),
    ]


def returned(headers: Headers) -> list[tuple[bytes, bytes]]:
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
