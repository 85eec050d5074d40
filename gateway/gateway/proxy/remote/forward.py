"""Passing a request to a service when it is whole, and its answer back as a stream."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
import structlog
from aiohttp import ClientTimeout, DummyCookieJar, TCPConnector
from multidict import CIMultiDict
from opentelemetry import propagate
from starlette.types import Receive
from yarl import URL

from chassis.bodies import Limits
from chassis.refusals import Refusal
from chassis.shares import ShareLimits, Shares
from gateway.proxy.domain.headers import header, onward, returned
from gateway.proxy.domain.refusals import AnswerBroken, AnswerOverdue, ServiceUnreachable
from gateway.proxy.remote.body import ClientLeft, KeptBody, Sender, has_body, taken_in
from gateway.proxy.remote.exchange import Exchange

_NOT_ADDED = ("User-Agent", "Accept", "Accept-Encoding", "Content-Type")
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


@asynccontextmanager
async def open_session(upstreams: Upstreams) -> AsyncIterator[aiohttp.ClientSession]:
    """A pool of connections that keeps no cookies, unpacks nothing and ignores proxy settings."""
    session = aiohttp.ClientSession(
        connector=TCPConnector(
            limit=0,
            limit_per_host=upstreams.connections,
            keepalive_timeout=upstreams.keepalive_s,
        ),
        cookie_jar=DummyCookieJar(),
        auto_decompress=False,
        skip_auto_headers=_NOT_ADDED,
        timeout=ClientTimeout(
            total=None,
            connect=upstreams.read_s,
            sock_connect=upstreams.connect_s,
            sock_read=upstreams.read_s,
        ),
    )
    async with session:
        yield session


class Forwarder:
    """Forwards exchanges to the service that their route names."""

    def __init__(self, session: aiohttp.ClientSession, upstreams: Upstreams) -> None:
        self._session, self._upstreams = session, upstreams
        self._bodies = Shares(upstreams.bodies_at_once)
        self._places = {name: Shares(upstreams.at_once) for name in upstreams.addresses}

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
                _ended_when_sender_leaves(sender),
                self._places[service].place(*exchange.share),
            ):
                await self._relay_safely(exchange, service, body)
        except (aiohttp.ClientError, TimeoutError) as failure:
            if sender.left:
                return
            if not exchange.status:
                raise self._refusal(service, failure) from failure
            # The answer has begun: ending without its last chunk tells the caller it is cut.
            log.warning("answer cut short", request_id=exchange.id, reason=type(failure).__name__)

    async def _relay_safely(self, exchange: Exchange, service: str, body: KeptBody | None) -> None:
        """Relay, and a second time where that cannot do the same twice: the service answers a key
        once. (What HTTP calls idempotent, aiohttp itself repeats when a connection was stale.)"""
        try:
            await self._relay(exchange, service, body)
        except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError) as failure:
            may_repeat = exchange.caller and header(exchange.headers, b"idempotency-key")
            if exchange.status or not may_repeat or _never_connected(failure):
                raise
            await self._relay(exchange, service, body)

    async def _relay(self, exchange: Exchange, service: str, body: KeptBody | None) -> None:
        head_only = exchange.method == "HEAD"
        async with self._session.request(
            "GET" if head_only else exchange.method,
            self._url(exchange, service),
            headers=self._headers(exchange),
            data=body,
            allow_redirects=False,
        ) as answer:
            fields = returned(answer.raw_headers)
            start = {"type": "http.response.start", "status": answer.status, "headers": fields}
            await exchange.send(start)
            if not head_only:
                async for chunk in answer.content.iter_any():
                    part = {"type": "http.response.body", "body": chunk, "more_body": True}
                    await exchange.send(part)
            else:
                answer.close()
            await exchange.send({"type": "http.response.body", "body": b""})

    def _url(self, exchange: Exchange, service: str) -> URL:
        raw = exchange.scope["raw_path"].decode("latin-1")
        query = exchange.scope["query_string"].decode("latin-1")
        address = self._upstreams.addresses[service]
        return URL(f"{address}{raw}?{query}" if query else f"{address}{raw}", encoded=True)

    def _headers(self, exchange: Exchange) -> CIMultiDict[str]:
        fields = CIMultiDict(
            onward(
                exchange.headers,
                address=exchange.address,
                scheme=self._upstreams.scheme,
                id=exchange.id,
            )
        )
        propagate.inject(fields)
        return fields

    def _refusal(self, service: str, failure: Exception) -> Refusal:
        match failure:
            case aiohttp.ClientConnectorError() | aiohttp.ConnectionTimeoutError():
                return ServiceUnreachable(service=service)
            case TimeoutError():
                return AnswerOverdue(service=service, seconds=f"{self._upstreams.read_s:g}")
            case _:
                return AnswerBroken(service=service)


def _never_connected(failure: Exception) -> bool:
    return isinstance(failure, aiohttp.ClientConnectorError)


@asynccontextmanager
async def _ended_when_sender_leaves(sender: Sender) -> AsyncIterator[None]:
    """Cancel the block when the caller closes the connection, so that no work goes on unread.

    The watch begins after a moment: most answers are faster, and a task for each would cost more
    than it could save.
    """
    work = asyncio.current_task()
    watches: list[asyncio.Task[None]] = []

    def cancel(watch: asyncio.Task[None]) -> None:
        if work and sender.left and watches:
            work.cancel()

    def watch() -> None:
        watches.append(asyncio.create_task(sender.wait_until_gone()))
        watches[0].add_done_callback(cancel)

    timer = asyncio.get_running_loop().call_later(_WATCH_AFTER_S, watch)
    try:
        yield
    except asyncio.CancelledError:
        if work is None or not sender.left:
            raise
        work.uncancel()
        raise ClientLeft from None
    finally:
        timer.cancel()
        while watches:
            watches.pop().cancel()
