"""Connections to a service: HTTP/1.1 by the parser of the server, without what a client adds.

A general client keeps cookies, follows redirects, joins addresses and checks what it sends; for a
request that was parsed a moment ago, and is passed on as it is, that costs most of the time.
"""

import asyncio
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httptools

from gateway.proxy.domain.headers import Fields

_MOST_HEAD_BYTES = 64 * 1024
_MOST_BUFFERED_BYTES = 256 * 1024
_WITHOUT_BODY = (204, 304)


class NeverConnected(Exception):
    """The service takes no connection."""


class Broken(Exception):
    """The connection ended, or said what is no HTTP, before the answer was complete."""


class Stale(Broken):
    """A connection that served before ended without a byte of an answer."""


class Connection(asyncio.Protocol):
    """One connection, for one request after another."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self.transport: Any = None
        self.served = 0
        self.idle_since = 0.0
        self._lost = False
        self._may_write = asyncio.Event()
        self._may_write.set()
        self._waiter: asyncio.Future[None] | None = None
        self._expects = False
        self._begin()

    def _begin(self) -> None:
        self._parser = httptools.HttpResponseParser(self)
        self.status = 0
        self.fields: Fields = []
        self._heard = self._head = 0
        self._framed = self._complete = self._paused = False
        self._stays = True
        self._pieces: deque[bytes] = deque()
        self._buffered = 0
        self._failure: Broken | None = None

    # What the forwarder does.

    def send(self, head: bytes) -> None:
        """Begin a request."""
        if self.served:
            self._begin()
        self.served += 1
        self._expects = True
        self.transport.write(head)

    async def send_body(self, pieces: Iterator[bytes], wait_s: float) -> None:
        """Send the body, as long as nothing was answered that makes the rest needless."""
        for piece in pieces:
            if self._lost or self.status:
                self._stays = False
                return
            self.transport.write(piece)
            if not self._may_write.is_set():
                async with asyncio.timeout(wait_s):
                    await self._may_write.wait()

    async def answered(self, wait_s: float) -> None:
        """Return when `status` and `fields` are here. Raises `Broken` or `TimeoutError`."""
        while not self.status:
            await self._news(wait_s)

    async def piece(self, wait_s: float) -> bytes:
        """What has come of the body since; empty at its end. Raises as `answered` does."""
        while not self._pieces and not self._complete:
            await self._news(wait_s)
        found = b"".join(self._pieces) if len(self._pieces) != 1 else self._pieces[0]
        self._pieces.clear()
        self._buffered = 0
        if self._paused:
            self._paused = False
            self.transport.resume_reading()
        return found

    @property
    def ended(self) -> bool:
        """Whether nothing more of the body will come than what is here."""
        return self._complete

    @property
    def reusable(self) -> bool:
        """Whether the next request may go this way."""
        whole = self._complete and not self._pieces
        return whole and self._stays and not self._lost and self._failure is None

    def abort(self) -> None:
        self._expects = False
        self.transport.abort()

    async def _news(self, wait_s: float) -> None:
        if self._failure:
            raise self._failure
        if self._lost:
            raise Stale if self.served > 1 and not self._heard else Broken
        waiter = self._waiter = self._loop.create_future()
        timer = self._loop.call_later(wait_s, _overdue, waiter)
        try:
            await waiter
        finally:
            timer.cancel()
            self._waiter = None

    def _wake(self) -> None:
        if self._waiter and not self._waiter.done():
            self._waiter.set_result(None)

    # What the transport tells.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        if not self._expects or self._complete:
            self._stays = False
            self.transport.abort()  # Nobody asked: it might pass for the answer of the next one.
            return
        self._heard += len(data)
        if not self.status:
            self._head += len(data)
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            self._fail()
        if not self.status and self._head > _MOST_HEAD_BYTES:
            self._fail()
        if self._buffered > _MOST_BUFFERED_BYTES and not self._paused and not self._complete:
            self._paused = True
            self.transport.pause_reading()
        self._wake()

    def _fail(self) -> None:
        # What came before stays good: a whole answer with something behind it is whole.
        self._stays = False
        if not self._complete:
            self._failure = Broken()
        self.transport.abort()

    def eof_received(self) -> None:
        self._stays = False
        if self.status and not self._framed:
            self._complete = True  # An answer without a length ends with its connection.
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:
        self._lost = True
        self._may_write.set()
        self._wake()

    def pause_writing(self) -> None:
        self._may_write.clear()

    def resume_writing(self) -> None:
        self._may_write.set()

    # What the parser tells.

    def on_message_begin(self) -> None:
        if self._complete:
            raise ValueError("a second answer")

    def on_header(self, name: bytes, value: bytes) -> None:
        if self.status:
            return  # Fields behind a body are trailers, which say nothing here.
        name = name.lower()
        if name in (b"content-length", b"transfer-encoding"):
            self._framed = True
        self.fields.append((name, value))

    def on_headers_complete(self) -> None:
        status = self._parser.get_status_code()
        if status < 200:
            return
        self.status = status
        self._framed |= status in _WITHOUT_BODY
        self._stays &= self._parser.should_keep_alive()

    def on_body(self, body: bytes) -> None:
        self._pieces.append(body)
        self._buffered += len(body)

    def on_message_complete(self) -> None:
        if self.status:
            self._complete = True
        else:  # 100 or 103: the answer itself follows.
            self.fields.clear()
            self._framed = False


def _overdue(waiter: asyncio.Future[None]) -> None:
    if not waiter.done():
        waiter.set_exception(TimeoutError())


@dataclass
class Pool:
    """Connections to one service that wait for a request; the one used last goes first."""

    address: str
    connect_s: float
    keepalive_s: float
    _idle: list[Connection] = field(default_factory=list)
    _sweep: asyncio.TimerHandle | None = None

    async def take(self, *, fresh: bool = False) -> Connection:
        """A connection. Raises `NeverConnected`."""
        loop = asyncio.get_running_loop()
        while self._idle and not fresh:
            known = self._idle.pop()
            if known.reusable and loop.time() - known.idle_since < self.keepalive_s:
                return known
            known.abort()
        return await self._connect(loop)

    def give_back(self, connection: Connection) -> None:
        """Keep it for the next request, or end it where it cannot serve one."""
        if not connection.reusable:
            connection.abort()
            return
        loop = asyncio.get_running_loop()
        connection.idle_since = loop.time()
        self._idle.append(connection)
        if self._sweep is None:
            self._sweep = loop.call_later(self.keepalive_s, self._forget_old)

    def close(self) -> None:
        if self._sweep:
            self._sweep.cancel()
        while self._idle:
            self._idle.pop().abort()

    def _forget_old(self) -> None:
        loop = asyncio.get_running_loop()
        earliest = loop.time() - self.keepalive_s
        for each in self._idle:
            if each.idle_since <= earliest:
                each.abort()
        self._idle = [each for each in self._idle if each.idle_since > earliest]
        again = self._idle and loop.call_later(self.keepalive_s, self._forget_old)
        self._sweep = again or None

    async def _connect(self, loop: asyncio.AbstractEventLoop) -> Connection:
        url = urlsplit(self.address)
        secure = url.scheme == "https"
        port = url.port or (443 if secure else 80)
        try:
            async with asyncio.timeout(self.connect_s):
                _, connection = await loop.create_connection(
                    lambda: Connection(loop), url.hostname or "", port, ssl=secure or None
                )
        except (OSError, TimeoutError) as failure:
            raise NeverConnected from failure
        return connection
