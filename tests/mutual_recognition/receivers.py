"""Applications behind real sockets on loopback."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import ASGIApp


@asynccontextmanager
async def served(app: ASGIApp, **options: Any) -> AsyncIterator[str]:
    """`app` behind a real socket on loopback."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, lifespan="off", **options))
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.005)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"{'https' if options else 'http'}://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await task


@asynccontextmanager
async def flooding() -> AsyncIterator[tuple[str, list[int]]]:
    """A server whose answer never ends, and how many bytes of it were taken from it."""
    sent = [0]

    async def flood(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        try:
            while sent[0] < 1_000_000_000:
                writer.write(b"x" * 65_536)
                await writer.drain()
                sent[0] += 65_536
        except ConnectionError:
            writer.close()

    server = await asyncio.start_server(flood, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", sent


def answering(endpoint: Any) -> Starlette:
    """An application that answers everything by `endpoint`."""
    return Starlette(routes=[Route("/{path:path}", endpoint, methods=["GET", "POST", "OPTIONS"])])
