"""Calls to strangers: pinned connections, bounded answers, tokens that are fetched once."""

import asyncio
import base64
import gzip
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import httpx2
import pytest

from chassis.outbound import (
    AddressNotPublic,
    AnswerTooLarge,
    Credential,
    Guard,
    GuardedTransport,
    Limits,
    TokenNotGiven,
    Tokens,
    UrlNotAccepted,
    answer,
)

LOOPBACK, OPEN = "127.0.0.1", "1.1.1.1"
LIMITS = Limits(within_s=5, body_bytes=1_000, header_bytes=500)
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
CREDENTIAL = Credential("our:client", "sec ret%")


def transport(*answers: str, allow_private: bool = True, limits: Limits = LIMITS):
    """A transport whose name server gives these addresses one after the other."""
    left = list(answers or [LOOPBACK])

    async def resolve(host: str, port: int) -> list[str]:
        return [left.pop(0) if len(left) > 1 else left[0]]

    return GuardedTransport(Guard(allow_private=allow_private, resolve=resolve), limits)


@asynccontextmanager
async def server(*pieces: bytes, pause: asyncio.Event | None = None) -> AsyncIterator[tuple]:
    """A server that writes these bytes whatever it is asked, and what it was asked."""
    asked: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        try:
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
            if pause:
                await pause.wait()
        except ConnectionError:
            pass
        writer.close()

    listening = await asyncio.start_server(serve, LOOPBACK, 0)
    async with listening:
        yield f"http://partner.invalid:{listening.sockets[0].getsockname()[1]}/", asked
        if pause:
            pause.set()


async def get(calls: httpx2.AsyncBaseTransport, url: str) -> httpx2.Response:
    return await answer(calls, httpx2.Request("GET", url))


async def test_the_connection_goes_to_the_address_that_was_checked():
    async with server(OK) as (url, asked):
        response = await get(transport(LOOPBACK, "127.255.255.254"), url)

    assert (response.status_code, response.content) == (200, b"ok")
    assert b"host: partner.invalid:" in asked[0].lower()


async def test_a_name_that_turns_inward_is_refused_at_the_call():
    async with server(OK) as (url, asked):
        calls = transport(LOOPBACK, allow_private=False)

        with pytest.raises(AddressNotPublic):
            await get(calls, url.replace("http:", "https:"))

    assert asked == []


async def test_plain_http_is_refused_at_the_call_too():
    with pytest.raises(UrlNotAccepted):
        await get(transport(OPEN, allow_private=False), "http://partner.invalid/")


async def test_a_redirect_is_an_answer_and_is_not_followed():
    moved = b"HTTP/1.1 307 Moved\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n"
    async with server(moved) as (url, asked):
        response = await get(transport(), url)

    assert response.status_code == 307
    assert len(asked) == 1


@pytest.mark.parametrize(
    "pieces",
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n", b"x" * 1_001),
        (b"HTTP/1.1 200 OK\r\n\r\n", *[b"x" * 65_536] * 50),
        (b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 500 + b"\r\nContent-Length: 0\r\n\r\n",),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 300 + b"Content-Length: 0\r\n\r\n",),
    ],
    ids=["long", "endless", "long field", "many fields"],
)
async def test_an_answer_beyond_its_limits_is_not_taken(pieces):
    async with server(*pieces) as (url, _):
        with pytest.raises(AnswerTooLarge):
            await get(transport(), url)


async def test_an_answer_at_its_limit_is_taken():
    async with server(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 1_000) as (url, _):
        response = await get(transport(), url)

    assert len(response.content) == 1_000


async def test_an_endless_head_is_not_read_for_ever():
    async with server(b"HTTP/1.1 200 OK\r\n", *[b"X: " + b"y" * 65_000 + b"\r\n"] * 100) as (
        url,
        _,
    ):
        with pytest.raises(httpx2.HTTPError):
            await get(transport(), url)


async def test_an_encoded_answer_whose_body_nobody_reads_is_an_answer():
    head = b"HTTP/1.1 202 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nxx"
    async with server(head) as (url, _):
        response = await transport().handle_async_request(httpx2.Request("POST", url))
        await response.aclose()

    assert response.status_code == 202


async def test_no_encoded_body_is_asked_for_or_taken():
    swelling = gzip.compress(b"0" * 100_000)
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(swelling)}\r\n\r\n"
    async with server(head.encode(), swelling) as (url, asked):
        with pytest.raises(AnswerTooLarge):
            await get(transport(), url)

    assert b"accept-encoding: identity\r\n" in asked[0].lower()


@pytest.mark.parametrize(
    "begun", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"], ids=["head", "body"]
)
async def test_an_answer_that_does_not_end_in_time_is_given_up(begun):
    async with server(begun, pause=asyncio.Event()) as (url, _):
        with pytest.raises(httpx2.TimeoutException):
            await get(transport(limits=Limits(within_s=0.2)), url)


class Partner(httpx2.AsyncBaseTransport):
    """A partner with an authorization server; it answers by path and counts."""

    def __init__(self, token: Callable[[], object], discovery: object = None) -> None:
        self.token, self.discovery = token, discovery
        self.requests: list[httpx2.Request] = []

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        if request.url.path.startswith("/.well-known/"):
            status = 404 if self.discovery is None else 200
            return httpx2.Response(status, json=self.discovery)
        given = self.token()
        return given if isinstance(given, httpx2.Response) else httpx2.Response(200, json=given)

    @property
    def paths(self) -> list[str]:
        return [request.url.path for request in self.requests]


def numbered(**more: object) -> Callable[[], object]:
    given = [0]

    def token() -> object:
        given[0] += 1
        return {"access_token": f"t{given[0]}", "token_type": "bearer", **more}

    return token


async def test_a_token_is_fetched_once_and_kept_while_it_lives():
    partner = Partner(numbered(expires_in=600))
    tokens = Tokens(partner, "/auth/token")

    got = [await tokens.token("https://p.example/", CREDENTIAL) for _ in range(3)]

    assert got == ["t1"] * 3
    assert partner.paths == ["/.well-known/openid-configuration", "/auth/token"]


async def test_the_client_authenticates_with_form_encoded_credentials():
    partner = Partner(numbered(expires_in=600))

    await Tokens(partner, "/auth/token").token("https://p.example", CREDENTIAL)

    asked = partner.requests[-1]
    pair = base64.b64decode(asked.headers["authorization"].removeprefix("Basic "))
    assert pair == b"our%3Aclient:sec%20ret%25"
    assert asked.content == b"grant_type=client_credentials"


@pytest.mark.parametrize("life", [{}, {"expires_in": 0}, {"expires_in": 29}])
async def test_a_token_that_ends_soon_or_says_no_end_is_used_once(life):
    tokens = Tokens(Partner(numbered(**life)), "/auth/token")

    assert await tokens.token("https://p.example", CREDENTIAL) == "t1"
    assert await tokens.token("https://p.example", CREDENTIAL) == "t2"


async def test_a_token_that_was_not_accepted_is_fetched_anew():
    tokens = Tokens(Partner(numbered(expires_in=600)), "/auth/token")
    await tokens.token("https://p.example", CREDENTIAL)

    tokens.forget("https://p.example", CREDENTIAL)

    assert await tokens.token("https://p.example", CREDENTIAL) == "t2"


async def test_each_credential_has_a_token_of_its_own():
    tokens = Tokens(Partner(numbered(expires_in=600)), "/auth/token")

    one = await tokens.token("https://p.example", CREDENTIAL)
    other = await tokens.token("https://p.example", Credential("another", "secret"))

    assert one != other


async def test_the_token_endpoint_is_where_discovery_says():
    found = {"token_endpoint": "https://login.example/oauth"}
    partner = Partner(numbered(expires_in=600), found)

    await Tokens(partner, "/auth/token").token("https://p.example", CREDENTIAL)

    assert str(partner.requests[-1].url) == "https://login.example/oauth"


@pytest.mark.parametrize("found", [[], {"token_endpoint": 5}, {"token_endpoint": "https://[::"}])
async def test_discovery_that_says_nothing_usable_is_passed_over(found):
    partner = Partner(numbered(expires_in=600), found)

    await Tokens(partner, "/auth/token").token("https://p.example", CREDENTIAL)

    assert partner.paths[-1] == "/auth/token"


@pytest.mark.parametrize(
    "given",
    [
        httpx2.Response(500, json={"access_token": "t", "expires_in": 600}),
        httpx2.Response(401, json={"error": "invalid_client"}),
        httpx2.Response(200, content=b"<html>"),
        httpx2.Response(200, content=b"[" * 100_000),
        httpx2.Response(200, content=json.dumps("t").encode()),
        {"error": "invalid_client"},
        {"access_token": 7},
        {"access_token": ""},
        {"access_token": "令牌", "expires_in": 600},
        {"access_token": "a\r\nHost: b", "expires_in": 600},
        {"access_token": "t", "expires_in": "soon"},
    ],
)
async def test_an_answer_without_a_usable_token_is_refused_and_not_kept(given):
    answers = [given, {"access_token": "good", "expires_in": 600}]
    partner = Partner(lambda: answers.pop(0))
    tokens = Tokens(partner, "/auth/token")

    with pytest.raises(TokenNotGiven):
        await tokens.token("https://p.example", CREDENTIAL)

    assert await tokens.token("https://p.example", CREDENTIAL) == "good"


async def test_more_than_a_token_in_the_answer_changes_nothing():
    more = {"expires_at": ["x"], "refresh_token": "r", "error": "none", "expires_in": 600}
    tokens = Tokens(Partner(numbered(**more)), "/auth/token")

    assert [await tokens.token("https://p.example", CREDENTIAL) for _ in range(2)] == ["t1", "t1"]


async def test_a_partner_that_is_not_there_is_a_transport_error():
    class Gone(httpx2.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
            raise httpx2.ConnectError("gone")

    with pytest.raises(httpx2.ConnectError):
        await Tokens(Gone(), "/auth/token").token("https://p.example", CREDENTIAL)
