"""Connections to services: an answer is the one to its own request, whole, or none."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from gateway.proxy.remote.connections import Broken, Connection, NeverConnected, Pool, Stale
from tests.gateway.world import closed_port

ASK = b"GET / HTTP/1.1\r\nhost: x\r\n\r\n"
Say = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@pytest.fixture
async def service() -> AsyncIterator[Callable[..., Awaitable[Pool]]]:
    """A service that answers each request with the next of these bytes, and hangs up after `last`;
    as the pool of connections to it."""
    stops, pools = [], []

    async def start(*answers: bytes, hangs_up: bool = False) -> Pool:
        left = list(answers)

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            while left and await reader.readuntil(b"\r\n\r\n"):
                writer.write(left.pop(0))
                if hangs_up:
                    break
            else:
                await reader.read()
            writer.close()

        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        stops.append(server)
        port = server.sockets[0].getsockname()[1]
        pools.append(Pool(f"http://127.0.0.1:{port}", connect_s=5, keepalive_s=4))
        return pools[-1]

    yield start
    for pool in pools:
        pool.close()
    for server in stops:
        server.close()


async def asked(connection: Connection) -> tuple[int, bytes]:
    connection.send(ASK)
    await connection.answered(5)
    body = b""
    while not connection.ended:
        body += await connection.piece(5)
    return connection.status, body + await connection.piece(5)


SOUND = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nab"


@pytest.mark.parametrize(
    ("answer", "body", "goes_on"),
    [
        (SOUND, b"ab", True),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + SOUND, b"ab", True),
        (b"HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n" + SOUND, b"ab", True),
        (
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n1\r\nb\r\n0\r\n\r\n",
            b"ab",
            True,
        ),
        (b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nab", b"ab", False),
        (SOUND + SOUND, b"ab", False),
        (SOUND + b"rubbish", b"ab", False),
    ],
)
async def test_a_whole_answer_is_given_and_its_connection_used_again_if_it_may(
    service, answer, body, goes_on
):
    pool = await service(answer, SOUND)
    first = await pool.take()

    assert await asked(first) == (200, body)
    pool.give_back(first)
    again = await pool.take()

    assert (again is first) is goes_on


async def test_fields_are_those_of_the_answer_itself(service):
    pool = await service(b"HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n" + SOUND)
    connection = await pool.take()

    await asked(connection)

    assert connection.fields == [(b"content-length", b"2")]
    pool.give_back(connection)


async def test_an_answer_without_a_length_ends_with_its_connection(service):
    pool = await service(b"HTTP/1.1 200 OK\r\n\r\nall of it", hangs_up=True)

    assert await asked(await pool.take()) == (200, b"all of it")


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nab",
        b"HTTP/1.1 200 OK\r\nx: " + b"y" * 70_000,
        b"HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n",
    ],
)
async def test_half_an_answer_is_none(service, answer):
    pool = await service(answer, hangs_up=True)
    connection = await pool.take()

    with pytest.raises(Broken) as broken:
        await asked(connection)

    assert not isinstance(broken.value, Stale)
    pool.give_back(connection)
    assert not connection.reusable


async def test_a_connection_that_ended_behind_an_answer_is_stale(service):
    pool = await service(SOUND, hangs_up=True)
    connection = await pool.take()
    await asked(connection)

    with pytest.raises(Stale):
        await asked(connection)


async def test_a_service_that_says_nothing_is_overdue(service):
    pool = await service()
    connection = await pool.take()
    connection.send(ASK)

    with pytest.raises(TimeoutError):
        await connection.answered(0.01)

    pool.give_back(connection)
    assert not connection.reusable


async def test_nobody_there_is_told_apart():
    with pytest.raises(NeverConnected):
        await Pool(closed_port(), connect_s=5, keepalive_s=4).take()
