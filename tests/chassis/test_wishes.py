"""Who wishes for another protocol is answered in the one that is spoken (RFC 9110, 7.8)."""

import asyncio

import pytest

from tests.support.connecting import GET, closed, port, status

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
