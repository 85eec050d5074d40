"""An application at a real port, served as a process serves it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn

from chassis.crowd import ConnectionLimits
from chassis.serving import Served, options
from chassis.settings import ServiceSettings

_SETTINGS = ServiceSettings(
    environment="development", database_url="postgresql://none", public_url="", port=0
)


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are the test runner's."""
        yield


@asynccontextmanager
async def listening(
    app: Any, limits: ConnectionLimits | None = None, **more: Any
) -> AsyncIterator[str]:
    """The address where uvicorn serves `app`, on a port that the system chose."""
    given = {**options(_SETTINGS), "timeout_graceful_shutdown": 1, **more}
    server = _Server(uvicorn.Config(Served(app, limits=limits), **given))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        assert not serving.done(), "the server did not start"
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving
