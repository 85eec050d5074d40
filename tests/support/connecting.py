"""Raw connections to an application that is really served, and what comes back on them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from chassis.crowd import ConnectionLimits
from tests.support.listening import listening

SHORT = ConnectionLimits(
    head_bytes=16_000,
    fields=20,
    head_s=0.5,
    overhead_bytes=20_000,
    pipelined=4,
    requests=3,
    linger_s=0.5,
    stall_s=0.5,
)
GET = b"GET / HTTP/1.1\r\nHost: x\r\n"


class Application:
    """Answers each request with what it saw of it; what it may not read, it does not."""

    def __init__(self) -> None:
        self.seen: list[dict[str, Any]] = []
        self.release = asyncio.Event()
        self.begun = asyncio.Semaphore(0)
        self.disconnected = asyncio.Event()

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] == "lifespan":
            await live(receive, send)
            return
        self.begun.release()
        action = {"/deaf": self._deaf, "/wait": self._wait, "/large": self._large}
        await action.get(scope["path"], self._echo)(scope, receive, send)

    async def _echo(self, scope, receive, send) -> None:
        body, more = b"", True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                self.disconnected.set()
                return
            body, more = body + message["body"], message["more_body"]
        self.seen.append({"headers": dict(scope["headers"]), "body": body})
        await answer(send, b"ok")

    async def _deaf(self, scope, receive, send) -> None:
        await answer(send, b"no")

    async def _wait(self, scope, receive, send) -> None:
        await self.release.wait()
        await answer(send, b"ok")

    async def _large(self, scope, receive, send) -> None:
        try:
            await answer(send, b"x" * 50_000_000)
        finally:
            self.disconnected.set()


async def answer(send, body: bytes) -> None:
    fields = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": fields})
    await send({"type": "http.response.body", "body": body})


async def live(receive, send) -> None:
    while True:
        kind = (await receive())["type"].rpartition(".")[2]
        await send({"type": f"lifespan.{kind}.complete"})
        if kind == "shutdown":
            return


class Port:
    """Where an application is served, and raw connections to it."""

    def __init__(self, app: Application, address: str) -> None:
        self.app = app
        self.host, _, port = address.removeprefix("http://").partition(":")
        self.number = int(port)

    async def open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection(self.host, self.number, limit=1 << 20)

    async def tells(self, *pieces: bytes) -> bytes:
        """All that comes back until the other side ends the connection."""
        reader, writer = await self.open()
        try:
            for piece in pieces:
                writer.write(piece)
            return await ended(reader)
        finally:
            await closed(writer)


async def closed(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with suppress(ConnectionError):
        await writer.wait_closed()


async def trickle(writer: asyncio.StreamWriter, until: asyncio.Future[Any]) -> None:
    """Send a byte now and then until something else has happened."""
    async with asyncio.timeout(10):
        while not until.done():
            writer.write(b"a")
            await asyncio.wait({until}, timeout=0.02)


async def ended(reader: asyncio.StreamReader) -> bytes:
    """What comes until the end, however it ends."""
    got = bytearray()
    async with asyncio.timeout(10):
        try:
            while piece := await reader.read(1 << 16):
                got += piece
        except ConnectionResetError:
            pass
    return bytes(got)


def status(answer: bytes) -> int:
    return int(answer[9:12] or b"0")


@asynccontextmanager
async def port(limits: ConnectionLimits = SHORT) -> AsyncIterator[Port]:
    app = Application()
    async with listening(app, limits) as address:
        yield Port(app, address)
        app.release.set()
