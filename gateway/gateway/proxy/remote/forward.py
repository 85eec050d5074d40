"""Passing a request to a service and its answer back, both as streams."""

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
from gateway.proxy.domain.headers import header, onward, returned
from gateway.proxy.domain.refusals import AnswerBroken, AnswerOverdue, ServiceUnreachable
from gateway.proxy.remote.body import ClientLeft, RequestBody
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

    async def forward(self, exchange: Exchange, service: str, receive: Receive) -> None:
        """Raises a refusal while nothing was answered; later failures cut the answer short."""
        body = RequestBody(
            receive,
            self._upstreams.bodies,
            declared=header(exchange.headers, b"content-length"),
            chunked=bool(header(exchange.headers, b"transfer-encoding")),
        )
        try:
            async with _ended_when_sender_leaves(body):
                await self._relay(exchange, service, body)
        except ClientLeft:
            log.info("caller left", request_id=exchange.id)
        except (aiohttp.ClientError, TimeoutError) as failure:
            if body.sender_left:
                return
            refusal = body.refusal or self._refusal(service, failure)
            if not exchange.status:
                raise refusal from failure
            # The answer has begun: ending without its last chunk tells the caller it is cut.
            log.warning("answer cut short", request_id=exchange.id, reason=type(failure).__name__)

    async def _relay(self, exchange: Exchange, service: str, body: RequestBody) -> None:
        head_only = exchange.method == "HEAD"
        async with self._session.request(
            "GET" if head_only else exchange.method,
            self._url(exchange, service),
            headers=self._headers(exchange),
            data=body.chunks() if body.present else None,
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


@asynccontextmanager
async def _ended_when_sender_leaves(body: RequestBody) -> AsyncIterator[None]:
    """Cancel the block when the caller closes the connection, so that no work goes on unread.

    The watch begins after a moment: most answers are faster, and a task for each would cost more
    than it could save.
    """
    work = asyncio.current_task()
    watches: list[asyncio.Task[None]] = []

    def cancel(watch: asyncio.Task[None]) -> None:
        if work and body.sender_left and watches:
            work.cancel()

    def watch() -> None:
        watches.append(asyncio.create_task(body.wait_until_sender_leaves()))
        watches[0].add_done_callback(cancel)

    timer = asyncio.get_running_loop().call_later(_WATCH_AFTER_S, watch)
    try:
        yield
    except asyncio.CancelledError:
        if work is None or not body.sender_left:
            raise
        work.uncancel()
        raise ClientLeft from None
    finally:
        timer.cancel()
        while watches:
            watches.pop().cancel()
