"""Serving an application: uvicorn as every process sets it up, and the port that is not public."""

import asyncio
import contextlib
import resource
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis.connections import Guarded
from chassis.crowd import ConnectionLimits, Crowd
from chassis.settings import ServiceSettings

_MOST_FILES = 65_536


class Served:
    """An application, the limits of its connections, and what is told inside the cluster only.

    The internal application has its port while the process lives, in each process that shares the
    public one.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        limits: ConnectionLimits | None = None,
        internal: ASGIApp | None = None,
        settings: ServiceSettings | None = None,
    ) -> None:
        self.crowd = Crowd(limits or ConnectionLimits())
        self._app, self._internal, self._settings = app, internal, settings

    @property
    def settings(self) -> ServiceSettings:
        """The variables of the process; only an application without an internal one lacks them."""
        assert self._settings  # noqa: S101  As the line above says.
        return self._settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _live(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with AsyncExitStack() as stack:

            async def receiving() -> Message:
                message = await receive()
                if message["type"] == "lifespan.shutdown":
                    await stack.aclose()
                return message

            async def sending(message: Message) -> None:
                if message["type"] == "lifespan.startup.complete" and self._internal:
                    inside = listening_inside(self._internal, self.settings)
                    await stack.enter_async_context(inside)
                await send(message)

            await self._app(scope, receiving, sending)


class _Beside(uvicorn.Server):
    """A server beside another one, which hears the signals for both."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def listening_inside(app: ASGIApp, settings: ServiceSettings) -> AsyncIterator[None]:
    """Answer at the internal port, which processes of one API share."""
    config = uvicorn.Config(Served(app), lifespan="off", **options(settings))
    server = _Beside(config)
    with socket.socket(_family(settings.host)) as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        bound.bind((settings.host, settings.internal_port))
        serving = asyncio.create_task(server.serve(sockets=[bound]))
        try:
            yield
        finally:
            server.should_exit = True
            await asyncio.gather(serving, return_exceptions=True)


def options(settings: ServiceSettings) -> dict[str, Any]:
    """How uvicorn runs here, whatever it serves."""
    return {
        "host": settings.host,
        "port": settings.port,
        "http": Guarded,
        # Nothing here speaks it, so a request to change protocols is one like any other.
        "ws": "none",
        "log_config": None,
        "access_log": False,
        "server_header": False,
        # The gateway decides whose X-Forwarded-For to believe.
        "proxy_headers": False,
        "timeout_graceful_shutdown": 10,
    }


def allow_many_connections() -> None:
    """Let this process have as many open files as the system grants it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, _MOST_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
