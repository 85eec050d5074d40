"""Connections as uvicorn serves them, with the limits that it lacks; heads before applications.

What llhttp accepts is bounded here: number and size of fields, the time of a head, what chunks and
trailers add, how many connections an address has, and how long an answer may go unread.
"""

import asyncio
import json
import re
from collections.abc import Callable
from functools import partial
from types import MethodType
from typing import Any, cast

import httptools
from prometheus_client import Counter
from starlette.types import Message, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from chassis.crowd import ConnectionLimits, Crowd, household
from chassis.problems import MEDIA_TYPE, problem
from chassis.refusals import Refusal

CUT = Counter("tanbiao_connections_cut", "Connections ended before an answer", ["reason"])
_PIECE_BYTES = 8 * 1024
_DISCARDED_BYTES = 256 * 1024
_BREATH_S = 0.01
_HOST = re.compile(rb"(?:[A-Za-z0-9._~!$&'()*+,;=%-]*|\[[0-9A-Fa-f:.]+\])(?::[0-9]{0,5})?")
_OF_UPGRADE = frozenset({b"upgrade", b"http2-settings"})
_PHRASES = {
    400: b"Bad Request",
    431: b"Request Header Fields Too Large",
    503: b"Service Unavailable",
}


class RequestMalformed(Refusal):
    """What arrived is no HTTP/1.1 request (RFC 9112)."""

    status = 400
    zh = "收到的内容不是有效的 HTTP/1.1 请求,请检查客户端。"
    en = "What arrived is no valid HTTP/1.1 request; check the client."


class HostInvalid(Refusal):
    """An HTTP/1.1 request has exactly one valid Host field (RFC 9112, 3.2)."""

    status = 400
    zh = "HTTP/1.1 请求须有且仅有一个有效的 Host 字段。"
    en = "An HTTP/1.1 request has exactly one valid Host field."


class HeadTooLarge(Refusal):
    """The head of the request is too long or has too many fields."""

    status = 431
    zh = "请求头过大:总长最多 {bytes} 字节,字段最多 {fields} 个。请缩短后重试。"
    en = "The head of the request is too large: at most {bytes} bytes in {fields} fields."


class ConnectionsExhausted(Refusal):
    """There are too many connections, and this one has waited longest for its sender."""

    status = 503
    zh = "连接数已达上限,请稍后重试。"
    en = "There are too many connections; try again shortly."


class Guarded(HttpToolsProtocol):
    """One connection. The application that it serves carries the `crowd` it belongs to."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._crowd: Crowd = getattr(self.app, "crowd", None) or Crowd(ConnectionLimits())
        self._limits = self._crowd.limits
        self._serve, self.app = self.app, self._answer
        self._in_head, self._head, self._fields = True, 0, 0
        self._body_ended = False
        self._fed = self._got = self._served = self._discarded = 0
        self._refusal: Refusal | None = None
        self._running: RequestResponseCycle | None = None
        self._ending = False
        self._since: float | None = None
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self.address = ""

    # What the crowd asks.

    @property
    def waits_since(self) -> float | None:
        busy = self._in_progress and not self._in_progress.more_body
        return None if busy or self._ending else self._since

    @property
    def _in_progress(self) -> RequestResponseCycle | None:
        """The request that is being answered; others may wait behind it."""
        begun = self._running
        return begun if begun and not begun.response_complete else None

    def make_room(self) -> None:
        """A sender of half a head is told nothing, as he asked nothing yet."""
        if self._head:
            self._cut("ConnectionsExhausted")
        else:
            self._refuse(ConnectionsExhausted())

    # What the transport tells.

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._since = self.loop.time()
        self.address = household(self.client[0]) if self.client else ""
        self._later("head", self._limits.head_s, self._head_overdue)
        self._crowd.join(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self._crowd.leave(self)
        for name in list(self._timers):
            self._no_longer(name)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._unset_keepalive_if_required()
        for start in range(0, len(data), _PIECE_BYTES):
            if self._ending or self.transport.is_closing():
                self._discard(data[start:])
                return
            self._take(data[start : start + _PIECE_BYTES])

    def pause_writing(self) -> None:
        super().pause_writing()
        self._later("stall", self._limits.stall_s, self.transport.abort)

    def resume_writing(self) -> None:
        self._no_longer("stall")
        super().resume_writing()

    def timeout_keep_alive_handler(self) -> None:
        self.close()

    # What the parser tells.

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_head, self._head, self._fields, self._body_ended = True, 0, 0, False

    def on_header(self, name: bytes, value: bytes) -> None:
        self._fields += 1
        if self._fields > self._limits.fields:
            self._reject(self._head_too_large())
        if self._in_head:  # Fields behind a body are trailers, which say nothing here.
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        if self._wants_upgrade:
            return
        self._no_longer("head")
        self._check_head()
        self._in_head, self._fields = False, 0
        self._fed = self._got = 0
        self._served += 1
        self._since = self.loop.time()
        super().on_headers_complete()
        self.cycle.transport = _Onward(self)  # type: ignore[assignment]  # All that a cycle uses.
        if self._served >= self._limits.requests:
            self.cycle.keep_alive = False

    def on_body(self, body: bytes) -> None:
        self._got += len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        if self._wants_upgrade:
            return
        super().on_message_complete()
        self._in_head, self._head, self._body_ended = True, 0, True

    def on_response_complete(self) -> None:
        self._since = self.loop.time()
        if self._ending:
            self.server_state.total_requests += 1
        else:
            super().on_response_complete()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        self._running = cycle
        super()._start_asgi_task(cycle, app)

    # What becomes of it.

    def close(self) -> None:
        """End the connection when all is written, or when nobody takes it."""
        if self.cycle and self.cycle.more_body:
            self._linger()
            return
        self._ending = True
        self._later("stall", self._limits.stall_s, self.transport.abort)
        self.transport.close()

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request. What is answered before its body came is answered for the last time:
        the rest of the body may never come."""
        cycle = cast(RequestResponseCycle, cast(MethodType, send).__self__)

        async def sending(message: Message) -> None:
            if cycle.more_body and message["type"] == "http.response.start":
                cycle.keep_alive = False
            await send(message)

        await self._serve(scope, receive, sending)

    def _take(self, piece: bytes) -> None:
        self._body_ended = False
        try:
            self.parser.feed_data(piece)
        except httptools.HttpParserUpgrade as upgrade:
            if self._wants_upgrade:
                return self._take_as_it_stands(piece[upgrade.args[0] :])
            self.cycle.keep_alive = False  # What follows a CONNECT is no HTTP.
        except httptools.HttpParserError:
            self._refuse(self._refusal or RequestMalformed())
            return
        self._fed += len(piece)
        if self._in_head and not self._body_ended:
            self._head += len(piece)
            self._wait_for_head()
        elif self._fed - self._got > self._limits.overhead_bytes + 8 * self._got:
            self._refuse(RequestMalformed())

    @property
    def _wants_upgrade(self) -> bool:
        """True when the sender would rather speak another protocol, such as HTTP/2 (h2c)."""
        return bool(self.parser.should_upgrade()) and self.parser.get_method() != b"CONNECT"

    def _take_as_it_stands(self, rest: bytes) -> None:
        """Serve a request whose wish for another protocol is not granted (RFC 9110, 7.8).

        The parser takes what follows its head for that protocol, a body too. So a fresh one reads
        the head without the wish, and the rest. Java's own client asks so with every request.
        """
        method, version = self.parser.get_method(), self.parser.get_http_version().encode()
        lines = [b"%b: %b\r\n" % field for field in _without_wish(self.headers)]
        self.parser = httptools.HttpRequestParser(self)
        self.parser.set_dangerous_leniencies(lenient_data_after_close=True)
        self._head = 0
        self._take(b"%b %b HTTP/%b\r\n%b\r\n" % (method, self.url, version, b"".join(lines)) + rest)

    def _wait_for_head(self) -> None:
        if self._head > self._limits.head_bytes:
            self._refuse(self._head_too_large())
        elif "head" not in self._timers:
            self._later("head", self._limits.head_s, self._head_overdue)

    def _head_overdue(self) -> None:
        if self._in_progress:
            self._later("head", self._limits.head_s, self._head_overdue)
        elif self._head:
            self._cut("HeadTooSlow")
        else:
            self.close()

    def _check_head(self) -> None:
        """Raises, which ends the parser's work."""
        size = len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)
        if size > self._limits.head_bytes:
            self._reject(self._head_too_large())
        version = self.parser.get_http_version()
        hosts = [value for name, value in self.headers if name == b"host"]
        if (version == "1.1" and len(hosts) != 1) or len(hosts) > 1:
            self._reject(HostInvalid())
        if hosts and not _HOST.fullmatch(hosts[0]):
            self._reject(HostInvalid())
        if version not in ("1.0", "1.1") or len(self.pipeline) >= self._limits.pipelined:
            self._reject(RequestMalformed())

    def _reject(self, refusal: Refusal) -> None:
        self._refusal = refusal
        raise ValueError(refusal.title())

    def _head_too_large(self) -> Refusal:
        return HeadTooLarge(bytes=self._limits.head_bytes, fields=self._limits.fields)

    def _refuse(self, refusal: Refusal) -> None:
        """Answer, unless an answer has begun, and end the connection."""
        if self._ending:
            return
        CUT.labels(type(refusal).__name__).inc()
        self.pipeline.clear()
        if cut := self._in_progress:
            cut.disconnected = True
            cut.message_event.set()
            if cut.response_started:
                self.transport.abort()
                return
        self._ending = True
        self.flow.pause_reading()
        # Whoever is refused here waits for it: so he can be refused ten times a second and no more.
        self._later("answer", self._limits.refusal_s, partial(self._tell, refusal))

    def _tell(self, refusal: Refusal) -> None:
        self.transport.write(_answer_to(refusal))
        self._linger()

    def _cut(self, reason: str) -> None:
        CUT.labels(reason).inc()
        self._ending = True
        self.transport.abort()

    def _linger(self) -> None:
        """Say that no more follows, and throw away what still comes: closing at once would take
        the answer out of the caller's hands."""
        self._ending = True
        self.flow.resume_reading()
        if not self.transport.is_closing() and self.transport.can_write_eof():
            self.transport.write_eof()
        self._no_longer("head")
        self._later("linger", self._limits.linger_s, self.transport.abort)

    def _discard(self, data: bytes) -> None:
        """What whoever was answered sends on is taken for a while, so that he comes to read; no
        faster than costs nothing."""
        self._discarded += len(data)
        if self._discarded > _DISCARDED_BYTES:
            self._discarded = 0
            self.flow.pause_reading()
            self._later("breath", _BREATH_S, self.flow.resume_reading)

    def eof_received(self) -> None:
        if self._ending:
            self.transport.abort()

    def _later(self, name: str, seconds: float, act: Callable[[], None]) -> None:
        self._no_longer(name)

        def due() -> None:
            self._timers.pop(name, None)
            act()

        self._timers[name] = self.loop.call_later(seconds, due)

    def _no_longer(self, name: str) -> None:
        if timer := self._timers.pop(name, None):
            timer.cancel()


def _without_wish(fields: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The fields of a head but those that ask for another protocol."""
    kept = [field for field in fields if field[0] not in (b"connection", *_OF_UPGRADE)]
    named = [
        part.strip() for key, value in fields if key == b"connection" for part in value.split(b",")
    ]
    left = [part for part in named if part.lower() not in _OF_UPGRADE]
    return [*kept, *((b"connection", part) for part in left)]


class _Onward:
    """The transport as an answer sees it."""

    def __init__(self, connection: Guarded) -> None:
        self._connection = connection
        self.write = connection.transport.write
        self.is_closing = connection.transport.is_closing

    def close(self) -> None:
        self._connection.close()


def _answer_to(refusal: Refusal) -> bytes:
    body = json.dumps(problem(refusal, instance="/", lang="zh"), ensure_ascii=False).encode()
    lines = [
        b"HTTP/1.1 %d %s" % (refusal.status, _PHRASES[refusal.status]),
        b"content-type: " + MEDIA_TYPE.encode(),
        b"content-length: %d" % len(body),
        b"connection: close",
        b"",
        body,
    ]
    return b"\r\n".join(lines)
