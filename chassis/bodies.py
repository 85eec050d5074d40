"""Bodies of requests: so many bytes in so much time, taken in before anything else is held.

Whoever sends half a body and waits must hold nothing but the connection: no connection of the
database, none of a service behind, no lock.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from tempfile import SpooledTemporaryFile
from typing import IO, TypeVar

from fastapi import Request
from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive

from chassis.refusals import Refusal

_IN_MEMORY_BYTES = 1 << 20
_PIECE_BYTES = 1 << 16
_JSON_BYTES = 1 << 20
_MARK, _CUT = "__body_limits__", "__takes_cut_bodies__"
Endpoint = TypeVar("Endpoint", bound=Callable[..., object])


class BodyTooLarge(Refusal):
    """The request body is longer than may be sent here."""

    status = 413
    zh = "请求内容超过 {limit} 字节;请分批提交。"
    en = "The request body exceeds {limit} bytes; send it in parts."


class BodyTooSlow(Refusal):
    """The request body arrives too slowly, or not at all."""

    status = 408
    zh = "请求内容传送过慢,已停止接收。请检查网络后重新提交。"
    en = "The request body arrives too slowly; check the connection, then send it again."


@dataclass(frozen=True)
class Limits:
    """What a body may be; only the time that the sender lets pass counts."""

    most_bytes: int = 64 * 1024 * 1024
    within_s: float = 600
    least_per_s: float = 1024
    """Bytes per second on average, after the grace."""
    grace_s: float = 10
    too_large: Callable[[int], Refusal] = lambda limit: BodyTooLarge(limit=limit)
    """What a longer body is refused with."""

    def check_declared(self, length: str) -> None:
        """Refuse by `Content-Length` alone, before a byte is read."""
        if length.isdecimal() and int(length[:20]) > self.most_bytes:
            raise self.too_large(self.most_bytes)

    def patience_s(self, seen: int) -> float:
        """How long a sender of so many bytes may have taken."""
        return min(self.within_s, self.grace_s + seen / self.least_per_s)

    def as_json(self) -> "Limits":
        """Of a body that the loop itself parses: a megabyte takes it some 20 ms."""
        return replace(self, most_bytes=min(self.most_bytes, _JSON_BYTES))


def takes(limits: Limits) -> Callable[[Endpoint], Endpoint]:
    """Let an endpoint take bodies within limits of its own."""

    def mark(endpoint: Endpoint) -> Endpoint:
        setattr(endpoint, _MARK, limits)
        return endpoint

    return mark


def limits_of(endpoint: Callable[..., object], otherwise: Limits) -> Limits:
    """The limits that `takes` gave an endpoint."""
    found: Limits = getattr(endpoint, _MARK, otherwise)
    return found


def takes_cut(endpoint: Endpoint) -> Endpoint:
    """Let an endpoint have what arrived of a body whose sender left; no other one begins then."""
    setattr(endpoint, _CUT, True)
    return endpoint


class Bounded:
    """`receive` within limits. Raises `BodyTooSlow`, or what the limits say of a long body."""

    def __init__(self, receive: Receive, limits: Limits) -> None:
        self._receive, self._limits = receive, limits
        self._seen, self._waited_s, self._ended = 0, 0.0, False

    async def __call__(self) -> Message:
        if self._ended:
            return await self._receive()
        message = await self._awaited()
        self._seen += len(message.get("body", b""))
        self._ended = not message.get("more_body", False)
        if self._seen > self._limits.most_bytes:
            raise self._limits.too_large(self._limits.most_bytes)
        return message

    async def _awaited(self) -> Message:
        began = asyncio.get_running_loop().time()
        left_s = self._limits.patience_s(self._seen) - self._waited_s
        try:
            async with asyncio.timeout_at(began + left_s):
                message = await self._receive()
        except TimeoutError as failure:
            raise BodyTooSlow from failure
        self._waited_s += asyncio.get_running_loop().time() - began
        return message


@asynccontextmanager
async def received(
    request: Request, limits: Limits, endpoint: Callable[..., object] | None = None
) -> AsyncIterator[Request]:
    """The request with its body here, in memory while it is small, else in a nameless file.

    Raises `ClientDisconnect` when its sender left before the end, unless the endpoint takes that.
    """
    length = request.headers.get("content-length", "")
    if length in ("", "0") and "transfer-encoding" not in request.headers:
        yield request
        return
    limits.check_declared(length)
    async with spooled(request.receive, limits) as body:
        if body.cut and not hasattr(endpoint, _CUT):
            raise ClientDisconnect
        yield Request(request.scope, _Again(body.file, request.receive, body.cut))


@dataclass
class Spooled:
    """A body that is here."""

    file: IO[bytes]
    size: int = 0
    cut: Message | None = None
    """What said that the sender left before the end."""


@asynccontextmanager
async def spooled(
    receive: Receive, limits: Limits, in_memory: int = _IN_MEMORY_BYTES
) -> AsyncIterator[Spooled]:
    """The body that `receive` gives, within limits: in memory while it is small, else in a
    nameless file."""
    with SpooledTemporaryFile(in_memory) as file:
        body = Spooled(file)
        await _take_in(Bounded(receive, limits), body)
        file.seek(0)
        yield body


async def _take_in(receive: Receive, body: Spooled) -> None:
    while True:
        message = await receive()
        if message["type"] != "http.request":
            body.cut = message
            return
        body.size += body.file.write(message.get("body", b""))
        if not message.get("more_body", False):
            return


class _Again:
    """`receive` from what was taken in, then on from the connection."""

    def __init__(self, file: IO[bytes], onward: Receive, cut: Message | None) -> None:
        self._file, self._onward, self._cut = file, onward, cut
        self._ended = False

    async def __call__(self) -> Message:
        if self._ended:
            return self._cut or await self._onward()
        piece = self._file.read(_PIECE_BYTES)
        # Reading never waits: without this a large body would be hashed or written in one go.
        await asyncio.sleep(0)
        # Of a body that was cut, every piece has another behind it that never comes.
        self._ended = len(piece) < _PIECE_BYTES
        more = not self._ended or self._cut is not None
        return {"type": "http.request", "body": piece, "more_body": more}
