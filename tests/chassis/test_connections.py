"""What strangers may do with a connection before an application hears of them: real sockets."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import Any

import pytest

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


@pytest.mark.parametrize(
    "head",
    [
        GET + b"X: " + b"a" * 20_000_000,
        GET + b"X: " + b"a" * 17_000 + b"\r\n\r\n",
        b"GET /" + b"a" * 20_000_000,
        b"GET /?" + b"a" * 17_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        GET + b"".join(b"X%d: a\r\n" % n for n in range(300_000)),
        GET + b"".join(b"X%d: a\r\n" % n for n in range(20)) + b"\r\n",
    ],
    ids=["20 MB field", "17 kB field", "20 MB path", "17 kB query", "300,000 fields", "21 fields"],
)
async def test_a_head_that_is_too_large_is_refused_at_once(head):
    async with port() as here:
        began = time.perf_counter()
        told = await here.tells(head)

        assert status(told) == 431
        assert b"urn:tanbiao:problem:head-too-large" in told
        assert b"connection: close" in told
        assert time.perf_counter() - began < 5
        assert here.app.begun.locked()


async def test_a_head_at_its_limits_is_taken():
    fields = b"".join(b"X%d: a\r\n" % n for n in range(18)) + b"Y: " + b"a" * 15_000 + b"\r\n"
    async with port() as here:
        told = await here.tells(GET + fields + b"\r\n", GET + b"Connection: close\r\n\r\n")

        assert told.count(b"HTTP/1.1 200") == 2


async def test_six_hundred_unfinished_heads_are_cut_while_others_are_served():
    async with port() as here, AsyncExitStack() as stack:
        readers = []
        for _ in range(600):
            reader, writer = await here.open()
            writer.write(GET + b"X-a: ")
            stack.push_async_callback(closed, writer)
            readers.append(reader)

        honest = await here.tells(GET + b"Connection: close\r\n\r\n")
        told = await asyncio.gather(*map(ended, readers))

        assert status(honest) == 200
        assert set(told) == {b""}


async def test_a_connection_that_says_nothing_is_closed():
    async with port() as here:
        assert await here.tells() == b""


async def test_a_head_that_trickles_is_cut_in_its_time_however_long_it_goes_on():
    async with port() as here:
        reader, writer = await here.open()
        telling = asyncio.create_task(ended(reader))
        began = time.perf_counter()
        writer.write(GET + b"X: ")
        await trickle(writer, until=telling)
        await closed(writer)

        assert await telling == b""
        assert time.perf_counter() - began < 3


@pytest.mark.parametrize(
    "head",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
        b"GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: evil.example:80@x\r\n\r\n",
        b'GET / HTTP/1.1\r\nHost: "><script>\r\n\r\n',
        b"GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n",
        b"GET / HTTP/3.7\r\nHost: x\r\n\r\n",
        b"GET / HTTP/2.0\r\nHost: x\r\n\r\n",
        b"GET /\r\n\r\n",
    ],
)
async def test_a_request_has_one_valid_host_and_a_version_that_exists(head):
    async with port() as here:
        assert status(await here.tells(head)) in (400, 0)
        assert here.app.begun.locked()


@pytest.mark.parametrize(
    "head",
    [
        b"GET / HTTP/1.0\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: \r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: [::1]:8080\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: label.example.cn:443\r\nConnection: close\r\n\r\n",
    ],
)
async def test_what_the_standard_permits_of_a_host_is_taken(head):
    async with port() as here:
        assert status(await here.tells(head)) == 200


UPGRADE = b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEA\r\n"
"""What Java's client sends with every request to an address without TLS."""


@pytest.mark.parametrize(
    "pieces",
    [
        [b"Content-Length: 5\r\n\r\nhello"],
        [b"Content-Length: 5\r\n\r\n", b"hello"],
        [b"Transfer-Encoding: chunked\r\n\r\n5\r\nhel", b"lo\r\n0\r\n\r\n"],
    ],
)
async def test_a_wish_for_another_protocol_is_passed_over(pieces):
    async with port() as here:
        reader, writer = await here.open()
        writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nX-Kept: y\r\n" + UPGRADE)
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
        async with asyncio.timeout(10):
            first = await reader.readuntil(b"ok")
        writer.write(GET + UPGRADE + b"\r\n")
        async with asyncio.timeout(10):
            second = await reader.readuntil(b"ok")
        await closed(writer)

    assert status(first) == status(second) == 200
    assert [seen["body"] for seen in here.app.seen] == [b"hello", b""]
    assert here.app.seen[0]["headers"][b"x-kept"] == b"y"
    assert not {b"upgrade", b"connection", b"http2-settings"} & here.app.seen[0]["headers"].keys()


async def test_what_a_wish_names_beside_itself_is_kept():
    head = b"Connection: close, X-Hop, Upgrade\r\nUpgrade: websocket\r\nX-Hop: 1\r\n\r\n"
    async with port() as here:
        answered = await here.tells(GET + head)

    assert status(answered) == 200
    [seen] = here.app.seen
    assert seen["headers"][b"connection"] == b"X-Hop"
    assert b"\r\nconnection: close" in answered.lower()


async def test_a_wish_does_not_excuse_a_bad_head():
    twice = b"Host: y\r\n" + UPGRADE + b"\r\n"
    async with port() as here:
        assert status(await here.tells(GET + twice)) == 400
        assert status(await here.tells(b"CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n")) == 400


async def test_trailers_never_become_header_fields():
    chunked = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    rest = b"2\r\n{}\r\n0\r\nAuthorization: Bearer x\r\nX-Forwarded-For: 6.6.6.6\r\n\r\n"
    async with port() as here:
        reader, writer = await here.open()
        writer.write(chunked)
        await asyncio.wait_for(here.app.begun.acquire(), 10)
        writer.write(rest)
        async with asyncio.timeout(10):
            await reader.readuntil(b"ok")
        await closed(writer)

        [seen] = here.app.seen
        assert seen["body"] == b"{}"
        assert seen["headers"].keys() == {b"host", b"transfer-encoding"}


@pytest.mark.parametrize(
    "noise",
    [b"0\r\n" + b"X: a\r\n" * 300, b"0\r\nX: " + b"a" * 1_000_000, b"1;" + b"a" * 1_000_000],
    ids=["many trailers", "long trailer", "long extension"],
)
async def test_what_chunks_add_to_a_body_is_bounded(noise):
    chunked = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    async with port() as here:
        assert status(await here.tells(chunked + noise)) in (400, 431)
        assert here.app.seen == []


async def test_small_chunks_are_a_body_like_any_other():
    chunks = b"1\r\nx\r\n" * 100_000 + b"0\r\n\r\n"
    chunked = (
        b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    async with port() as here:
        assert status(await here.tells(chunked + chunks)) == 200
        assert here.app.seen[0]["body"] == b"x" * 100_000


async def test_requests_of_one_connection_have_an_end():
    async with port() as here:
        told = await here.tells(GET + b"\r\n", GET + b"\r\n", GET + b"\r\n", GET + b"\r\n")

        assert told.count(b"HTTP/1.1 200") == 3
        assert told.count(b"connection: close") == 1


async def test_few_requests_may_wait_behind_another():
    wait = b"GET /wait HTTP/1.1\r\nHost: x\r\n\r\n"
    async with port() as here:
        assert status(await here.tells(wait * 10)) == 400


async def test_an_answer_before_the_body_is_the_last_and_arrives():
    head = b"POST /deaf HTTP/1.1\r\nHost: x\r\nContent-Length: 10000000\r\n\r\n"
    async with port() as here:
        reader, writer = await here.open()
        writer.write(head + b"x" * 200_000)
        told = await ended(reader)
        await closed(writer)

        assert told.endswith(b"no")
        assert b"connection: close" in told


async def test_a_body_that_trickles_on_after_its_answer_is_cut():
    head = b"POST /deaf HTTP/1.1\r\nHost: x\r\nContent-Length: 10000000\r\n\r\n"
    async with port() as here:
        reader, writer = await here.open()
        writer.write(head)
        assert (await ended(reader)).endswith(b"no")
        cut = asyncio.ensure_future(writer.wait_closed())
        await trickle(writer, until=cut)

        assert isinstance(cut.exception(), ConnectionError)


async def test_who_takes_nothing_of_an_answer_is_cut():
    async with port() as here:
        _, writer = await here.open()
        writer.transport.pause_reading()
        writer.write(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
        async with asyncio.timeout(10):
            await here.app.disconnected.wait()
        await closed(writer)

        assert here.app.disconnected.is_set()


class TestCrowd:
    """Too many connections: whoever has waited longest for its sender makes room."""

    LIMITS = ConnectionLimits(connections=20, per_address=10, head_s=30)

    async def test_half_sent_requests_make_room_for_whole_ones(self):
        half = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf"
        async with port(self.LIMITS) as here, AsyncExitStack() as stack:
            readers = []
            for _ in range(10):
                reader, writer = await here.open()
                writer.write(half)
                stack.push_async_callback(closed, writer)
                readers.append(reader)
                await asyncio.wait_for(here.app.begun.acquire(), 10)

            honest = [await here.tells(GET + b"Connection: close\r\n\r\n") for _ in range(3)]
            first = await ended(readers[0])

            assert [status(each) for each in honest] == [200] * 3
            assert status(first) == 503
            assert b"urn:tanbiao:problem:connections-exhausted" in first

    async def test_who_is_being_answered_is_not_sent_away(self):
        async with port(self.LIMITS) as here, AsyncExitStack() as stack:
            readers = []
            for _ in range(10):
                reader, writer = await here.open()
                writer.write(b"GET /wait HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                stack.push_async_callback(closed, writer)
                readers.append(reader)
                await asyncio.wait_for(here.app.begun.acquire(), 10)

            eleventh = await here.tells()
            here.app.release.set()
            answers = await asyncio.gather(*map(ended, readers))

            assert status(eleventh) == 503
            assert {status(each) for each in answers} == {200}
