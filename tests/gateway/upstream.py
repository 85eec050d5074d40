"""A service for the gateway to forward to: bare ASGI, so that nothing is buffered or hidden."""

import asyncio
import gzip
import hashlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

PACKED = gzip.compress(b"text " * 1000, mtime=0)
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class Upstream:
    """Echoes, streams, stalls; remembers what reached it."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, str]] = []
        self.first_chunk = asyncio.Event()
        self.release = asyncio.Event()
        self.waiting = asyncio.Event()
        self.abandoned = asyncio.Event()

    def reset(self) -> None:
        self.__init__()  # type: ignore[misc]

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _live(receive, send)
            return
        self.requests.append((scope["method"], scope["path"]))
        name = scope["path"].strip("/").split("/")
        action = {
            "drip": self._drip,
            "stall": self._stall,
            "move": self._move,
            "packed": self._packed,
        }
        await action.get(name[-1], self._echo)(scope, receive, send)

    async def _echo(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        digest, length, more = hashlib.sha256(), 0, True
        while more:
            message = await receive()
            chunk = message.get("body", b"")
            if chunk:
                self.first_chunk.set()
            digest.update(chunk)
            length += len(chunk)
            more = message.get("more_body", False)
        seen = {
            "method": scope["method"],
            "raw_path": scope["raw_path"].decode(),
            "query": scope["query_string"].decode(),
            "headers": [[k.decode(), v.decode("latin-1")] for k, v in scope["headers"]],
            "length": length,
            "sha256": digest.hexdigest(),
        }
        await _answer(send, 200, json.dumps(seen).encode(), [(b"x-from", b"upstream")])

    async def _drip(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"first", "more_body": True})
        await self.release.wait()
        await send({"type": "http.response.body", "body": b"second"})

    async def _stall(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        self.waiting.set()
        while (await receive())["type"] != "http.disconnect":
            continue
        self.abandoned.set()

    async def _move(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        await _answer(send, 302, b"", [(b"location", b"https://elsewhere.test/")])

    async def _packed(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        await _answer(send, 200, PACKED, [(b"content-encoding", b"gzip")])


async def _answer(send: Send, status: int, body: bytes, headers: list[tuple[bytes, bytes]]) -> None:
    fields = [
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"x-hop"),
        (b"x-hop", b"1"),
        (b"keep-alive", b"timeout=5"),
        *headers,
    ]
    await send({"type": "http.response.start", "status": status, "headers": fields})
    await send({"type": "http.response.body", "body": body})


async def _live(receive: Receive, send: Send) -> None:
    while True:
        kind = (await receive())["type"].rpartition(".")[2]
        await send({"type": f"lifespan.{kind}.complete"})
        if kind == "shutdown":
            return


@asynccontextmanager
async def rude_service() -> AsyncIterator[tuple[str, list[bytes]]]:
    """A service that reads a request and hangs up; yields its address and what it read."""
    heard: list[bytes] = []

    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readuntil(b"\r\n\r\n"))
        writer.close()

    server = await asyncio.start_server(hang_up, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", heard


@asynccontextmanager
async def forgetful_service() -> AsyncIterator[tuple[str, list[bytes]]]:
    """A service that answers the first request of a connection and hangs up on the second."""
    heard: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")
        await writer.drain()
        with_more = await reader.read(1)
        heard.append(with_more + b"...")
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", heard
