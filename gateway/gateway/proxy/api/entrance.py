"""The ASGI application: every request enters here and leaves to this process or to a service."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import lru_cache

import structlog
from fastapi import FastAPI
from opentelemetry import context, propagate, trace
from prometheus_client import Histogram
from starlette.types import Message, Receive, Scope, Send

from chassis.crowd import household
from chassis.problems import InternalError, RouteNotFound
from chassis.refusals import Refusal
from chassis.telemetry import REQUESTS
from gateway.directory.domain.interfaces import Document
from gateway.proxy.domain import tenants
from gateway.proxy.domain.headers import caller_address, header
from gateway.proxy.domain.routes import Route
from gateway.proxy.remote.exchange import Exchange
from gateway.proxy.remote.forward import Forwarder, Upstreams
from gateway.proxy.usecases.admission import Admission
from gateway.proxy.usecases.revocations import Revocations
from gateway.proxy.usecases.routes import RouteTable

OWN = "gateway"
"""The name of the gateway's own file in `packs/access/`."""
_ALIVE = "/healthz"
_NO_PARENT = context.Context()
log = structlog.get_logger()
tracer = trace.get_tracer("gateway")


class Gateway:
    """Routes, admits, forwards and logs; the gateway's own addresses go to `own`."""

    def __init__(
        self,
        own: FastAPI,
        *,
        table: RouteTable,
        admission: Admission,
        revocations: Revocations,
        upstreams: Upstreams,
        trusted_hops: int,
    ) -> None:
        if strangers := {r.service for r in table.routes} - upstreams.addresses.keys() - {OWN}:
            raise ValueError(f"packs/access names unknown services: {', '.join(sorted(strangers))}")
        self.state, self.version = own.state, own.version
        self.table = table
        self._own, self._admission, self._revocations = own, admission, revocations
        self._upstreams, self._trusted_hops = upstreams, trusted_hops
        self._forwarder: Forwarder | None = None

    def openapi(self) -> Document:
        """The gateway's own interfaces; the directory joins those of the services to them."""
        return self._own.openapi()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        match scope["type"]:
            case "http" if scope["path"] == _ALIVE:
                await self._own(scope, receive, send)
            case "http":
                await self._http(scope, receive, send)
            case "lifespan":
                await self._live(scope, receive, send)
            case _:
                await send({"type": "websocket.close", "code": 1000})

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        peer = scope["client"][0] if scope.get("client") else "unknown"
        address = caller_address(peer, scope["headers"], self._trusted_hops)
        span = _span(scope)
        token = context.attach(trace.set_span_in_context(span))
        exchange = Exchange(scope, address, send)
        try:
            await self._answer(exchange, receive)
        except Refusal as refusal:
            await exchange.refuse(refusal)
        except Exception:
            log.exception("request failed", request_id=exchange.id)
            if not exchange.status:
                await exchange.refuse(InternalError())
        finally:
            exchange.log()
            _measure(exchange)
            span.set_attribute("http.response.status_code", exchange.status)
            span.end()
            context.detach(token)

    async def _answer(self, exchange: Exchange, receive: Receive) -> None:
        within = tenants.path_within(exchange.path)
        route = exchange.route = self.table.find(exchange.method, within or exchange.path)
        if within and not tenants.is_open_there(route):
            raise RouteNotFound(path=exchange.path)
        authorization = header(exchange.headers, b"authorization")
        sender = household(exchange.address)
        counted = exchange.counted
        exchange.caller = await self._admission.identify(route, authorization, sender, counted)
        self._admission.permit(route, exchange.caller, counted)
        if exchange.method == "OPTIONS":
            await exchange.allow_pages()
        elif route.service == OWN:
            await self._answer_here(exchange, receive)
        else:
            assert self._forwarder  # noqa: S101  The lifespan opened it.
            service = self._service_for(exchange, route, within)
            await self._forwarder.forward(exchange, service, receive)

    def _service_for(self, exchange: Exchange, route: Route, within: str | None) -> str:
        """The service of the tenant that the request is for; raises where there is none."""
        query = exchange.scope["query_string"]
        asked = bool(within) or tenants.asks(exchange.method, exchange.path, query)
        if not asked and not (exchange.caller and exchange.caller.sample):
            return route.service
        exchange.sample = True
        service = route.service + tenants.SUFFIX
        if service not in self._upstreams.addresses:
            raise tenants.TestTenantAbsent
        return service

    async def _answer_here(self, exchange: Exchange, receive: Receive) -> None:
        scope = {**exchange.scope, "method": exchange.method.replace("HEAD", "GET")}
        try:
            await self._own(scope, receive, exchange.send)
        except Exception:
            # Starlette raises again what it has already logged and answered.
            if not exchange.status:
                raise

    async def _live(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Open what forwarding needs after the own application started, close it before it ends."""
        async with AsyncExitStack() as stack:

            async def receiving() -> Message:
                message = await receive()
                if message["type"] == "lifespan.shutdown":
                    await stack.aclose()
                return message

            async def sending(message: Message) -> None:
                if message["type"] == "lifespan.startup.complete":
                    await stack.enter_async_context(self._working())
                await send(message)

            await self._own(scope, receiving, sending)

    @asynccontextmanager
    async def _working(self) -> AsyncIterator[None]:
        await self._revocations.try_refresh()
        self._forwarder = Forwarder(self._upstreams)
        watch = asyncio.create_task(self._revocations.watch())
        try:
            yield
        finally:
            watch.cancel()
            await asyncio.gather(watch, return_exceptions=True)
            self._forwarder.close()


def _span(scope: Scope) -> trace.Span:
    """A span for a request; it continues the caller's trace where the caller sent one."""
    given = header(scope["headers"], b"traceparent")
    parent = propagate.extract({"traceparent": given}) if given else _NO_PARENT
    name = f"{scope['method']} {scope['path']}"
    return tracer.start_span(name, context=parent, kind=trace.SpanKind.SERVER)


def _measure(exchange: Exchange) -> None:
    """Own addresses are measured by the own application, under the same name."""
    if exchange.route and exchange.route.service == OWN:
        return
    route = exchange.route.path if exchange.route else "(unknown)"
    seconds = time.perf_counter() - exchange.began
    _series(exchange.method, route, exchange.status).observe(seconds)


@lru_cache(1_000)
def _series(method: str, route: str, status: int) -> Histogram:
    return REQUESTS.labels(method, route, str(status))
