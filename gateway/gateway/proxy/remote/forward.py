"""Passing a request to a service when it is whole, and its answer back as a stream."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import structlog
from starlette.types import Receive

from chassis.bodies import Limits
from chassis.refusals import Refusal
from chassis.shares import ShareLimits, Shares
from chassis.telemetry import current_traceparent
from gateway.proxy.domain.headers import header, onward, returned
from gateway.proxy.domain.refusals import AnswerBroken, AnswerOverdue, ServiceUnreachable
from gateway.proxy.remote.body import ClientLeft, KeptBody, Sender, has_body, taken_in
from gateway.proxy.remote.connections import Broken, Connection, NeverConnected, Pool, Stale
from gateway.proxy.remote.exchange import Exchange

_IDEMPOTENT = frozenset({"GET", "HEAD", "PUT", "DELETE"})
"""Methods that may be repeated when a connection was stale (RFC 9110, 9.2.2)."""
_WATCH_AFTER_S = 0.05
log = structlog.get_logger()


@dataclass(frozen=True)
class Upstreams:
    """The services, how long the gateway waits for them, and how much it passes on."""

    addresses: Mapping[str, str]
    scheme: str
    """How callers reach the gateway: `https`, or `http` in development."""
    connect_s: float
    read_s: float
    keepalive_s: float
    connections: int
    """Connections to one service at the same time."""
    bodies: Limits
    at_once: ShareLimits
    """Requests to one service at the same time, and how they are shared."""
    bodies_at_once: ShareLimits
    """Requests with a body, from its first byte on."""


class Forwarder:
    """Forwards exchanges to the service that their route names."""

    def __init__(self, upstreams: Upstreams) -> None:
        self._upstreams = upstreams
        connect_s, keepalive_s = upstreams.connect_s, upstreams.keepalive_s
        self._pools = {
            name: Pool(address, connect_s, keepalive_s)
            for name, address in upstreams.addresses.items()
        }
        self._hosts = {
            name: urlsplit(address).netloc.encode() for name, address in upstreams.addresses.items()
        }
        self._before = {
            name: urlsplit(address).path.rstrip("/").encode()
            for name, address in upstreams.addresses.items()
        }
        self._bodies = Shares(upstreams.bodies_at_once)
        self._places = {name: Shares(upstreams.at_once) for name in upstreams.addresses}

    def close(self) -> None:
        """End the connections that wait; those at work end with their requests."""
        for pool in self._pools.values():
            pool.close()

    async def forward(self, exchange: Exchange, service: str, receive: Receive) -> None:
        """Raises a refusal while nothing was answered; later failures cut the answer short."""
        try:
            if not has_body(exchange.headers):
                await self._in_its_place(exchange, service, Sender(receive), None)
                return
            limits = self._upstreams.bodies
            async with (
                self._bodies.place(*exchange.share),
                taken_in(receive, exchange.headers, limits) as body,
            ):
                await self._in_its_place(exchange, service, Sender(receive), body)
        except ClientLeft:
            log.info("caller left", request_id=exchange.id)

    async def _in_its_place(
        self, exchange: Exchange, service: str, sender: Sender, body: KeptBody | None
    ) -> None:
        """Wait for a place and pass the request on; nothing is held for a body that is not here."""
        try:
            async with (
                _EndedWhenSenderLeaves(sender),
                self._places[service].place(*exchange.share),
            ):
                await self._relay_safely(exchange, service, body)
        except (Broken, NeverConnected, TimeoutError) as failure:
            if sender.left:
                return
            if not exchange.status:
                raise self._refusal(service, failure) from failure
            # The answer has begun: ending without its last chunk tells the caller it is cut.
            log.warning("answer cut short", request_id=exchange.id, reason=type(failure).__name__)

    async def _relay_safely(self, exchange: Exchange, service: str, body: KeptBody | None) -> None:
        """Relay, and a second time where that cannot do the same twice: what HTTP calls idempotent
        when a connection was stale, and what bears a key, which the service answers once."""
        try:
            await self._relay(exchange, service, body)
        except Broken as failure:
            keyed = exchange.caller and header(exchange.headers, b"idempotency-key")
            stale = isinstance(failure, Stale) and exchange.method in _IDEMPOTENT
            if exchange.status or not (keyed or stale):
                raise
            await self._relay(exchange, service, body, fresh=True)

    async def _relay(
        self, exchange: Exchange, service: str, body: KeptBody | None, *, fresh: bool = False
    ) -> None:
        pool, wait_s = self._pools[service], self._upstreams.read_s
        connection = await pool.take(fresh=fresh)
        try:
            connection.send(self._head(exchange, service, body))
            if body:
                await connection.send_body(body.pieces(), wait_s)
            await connection.answered(wait_s)
            await self._pass_back(exchange, connection)
        finally:
            pool.give_back(connection)

    async def _pass_back(self, exchange: Exchange, connection: Connection) -> None:
        fields = returned(connection.fields)
        start = {"type": "http.response.start", "status": connection.status, "headers": fields}
        await exchange.send(start)
        more = exchange.method != "HEAD"  # It was asked as GET, and its body goes nowhere.
        while more:
            piece = await connection.piece(self._upstreams.read_s)
            more = not connection.ended
            await exchange.send({"type": "http.response.body", "body": piece, "more_body": more})
        if exchange.method == "HEAD":
            await exchange.send({"type": "http.response.body", "body": b""})

    def _head(self, exchange: Exchange, service: str, body: KeptBody | None) -> bytes:
        """The request line and the fields, in the bytes in which they came."""
        method = exchange.method.replace("HEAD", "GET")
        target = self._before[service] + exchange.target
        lines = [
            b"%b %b HTTP/1.1" % (method.encode(), target),
            b"host: " + self._hosts[service],
            *(
                b"%b: %b" % field
                for field in onward(
                    exchange.headers,
                    address=exchange.address,
                    scheme=self._upstreams.scheme,
                    id=exchange.id,
                )
                if body is None or field[0] != b"content-length"
            ),
        ]
        if trace := current_traceparent():
            lines.append(b"traceparent: " + trace.encode())
        if body is not None:
            lines.append(b"content-length: %d" % body.size)
        return b"\r\n".join([*lines, b"", b""])

    def _refusal(self, service: str, failure: Exception) -> Refusal:
        match failure:
            case NeverConnected():
                return ServiceUnreachable(service=service)
            case TimeoutError():
                return AnswerOverdue(service=service, seconds=f"{self._upstreams.read_s:g}")
            case _:
                return AnswerBroken(service=service)


class _EndedWhenSenderLeaves:
    """Cancels the block when the caller closes the connection, so that no work goes on unread.

    The watch begins after a moment: most answers are faster, and a task for each would cost more
    than it could save.
    """

    def __init__(self, sender: Sender) -> None:
        self._sender = sender
        self._work = asyncio.current_task()
        self._watch: asyncio.Task[None] | None = None

    async def __aenter__(self) -> None:
        self._timer = asyncio.get_running_loop().call_later(_WATCH_AFTER_S, self._begin)

    async def __aexit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, _: object
    ) -> None:
        self._timer.cancel()
        watch, self._watch = self._watch, None
        if watch:
            watch.cancel()
        if kind is asyncio.CancelledError and self._work and self._sender.left:
            self._work.uncancel()
            raise ClientLeft from None

    def _begin(self) -> None:
        self._watch = asyncio.create_task(self._sender.wait_until_gone())
        self._watch.add_done_callback(self._cancel)

    def _cancel(self, _: "asyncio.Task[None]") -> None:
        if self._work and self._sender.left and self._watch:
            self._work.cancel()
