"""Cursors of footprint lists: signed, opaque, and complete, so that a page can be asked again."""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass

from chassis.refusals import Invalid

_SIGNATURE_BYTES = 16


class PageLinkInvalid(Invalid):
    """A cursor that this host did not give to this caller."""

    status = 400
    zh = "翻页链接无效。请原样使用上一页 Link 头中的地址,或从头查询。"
    en = "The page link is not valid; use the address of the Link header unchanged, or start over."


@dataclass(frozen=True)
class PagePosition:
    """Where a page begins, inside the snapshot that the first page was taken from."""

    reader: str
    query: tuple[tuple[str, str], ...]
    """The criteria as they were asked for."""
    limit: int
    snapshot: int
    """The newest position when the first page was asked for."""
    after: int


def seal_position(position: PagePosition, secret: str) -> str:
    """The cursor: its content, and a keyed hash so that nobody makes one of his own."""
    content = json.dumps(
        [position.reader, position.query, position.limit, position.snapshot, position.after],
        separators=(",", ":"),
    ).encode()
    return _text(content) + "." + _text(_signature(content, secret))


def open_position(cursor: str, secret: str, *, reader: str) -> PagePosition:
    """Raises `PageLinkInvalid` for a cursor of others, or one that was touched."""
    content, _, signature = cursor.partition(".")
    try:
        body, given = _bytes(content), _bytes(signature)
    except ValueError as failure:
        raise PageLinkInvalid from failure
    if not hmac.compare_digest(given, _signature(body, secret)):
        raise PageLinkInvalid
    owner, query, limit, snapshot, after = json.loads(body)
    if owner != reader:
        raise PageLinkInvalid
    return PagePosition(
        owner, tuple((name, value) for name, value in query), limit, snapshot, after
    )


def _signature(content: bytes, secret: str) -> bytes:
    return hmac.new(secret.encode(), content, hashlib.sha256).digest()[:_SIGNATURE_BYTES]


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
