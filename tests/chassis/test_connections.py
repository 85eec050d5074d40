"""What strangers may do with a connection before an application hears of them: real sockets."""

import asyncio
import time
from contextlib import AsyncExitStack

import pytest

from chassis.crowd import ConnectionLimits
from tests.support.connecting import GET, closed, ended, port, status, trickle


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
