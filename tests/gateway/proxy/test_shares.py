"""Nobody has all places: half-sent requests hold none, and each has his own share of the rest."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest

from tests.gateway.upstream import Upstream
from tests.gateway.world import World, running_gateway
from tests.support.postgres import ServiceUrls

FORM = "application/x-www-form-urlencoded"
ENTERPRISE, OTHER = "91120116MA0000007N", "91130200MA0000007R"


@pytest.fixture
async def narrow(
    gateway_database: ServiceUrls, operator, stub_packs, running_upstream, upstream: Upstream
) -> AsyncIterator[World]:
    """A gateway with few places."""
    more = {
        "PACKS_DIR": str(stub_packs),
        "ACCOUNTING_URL": running_upstream[1],
        "CONNECTIONS_PER_SERVICE": "8",
        "BODIES_AT_ONCE": "8",
        "AT_ONCE_PER_ORG": "4",
        "AT_ONCE_PER_CLIENT": "2",
    }
    async with running_gateway(gateway_database, operator, **more) as world:
        yield world


@asynccontextmanager
async def half_sent(world: World, count: int, line: str, **fields: str) -> AsyncIterator[None]:
    """So many requests whose bodies do not go on."""
    host, _, port = world.address.removeprefix("http://").partition(":")
    async with AsyncExitStack() as stack:
        for _ in range(count):
            _, writer = await asyncio.open_connection(host, int(port))
            stack.callback(writer.close)
            given = {"Host": "x", "Content-Length": "1000", "Content-Type": FORM, **fields}
            head = "".join(f"{name}: {value}\r\n" for name, value in given.items())
            writer.write(f"{line} HTTP/1.1\r\n{head}\r\ngrant_type=clien".encode())
            await writer.drain()
        yield


async def test_215_half_sent_requests_hold_no_place_at_a_service(world: World, upstream: Upstream):
    async with half_sent(world, 215, "GET /open/echo"):
        async with asyncio.timeout(2):
            answer = await world.http.get("/open/echo")

    assert answer.status_code == 200
    assert upstream.requests == [("GET", "/open/echo")]


async def test_half_sent_token_requests_hold_no_connection_of_the_database(world: World):
    program = await world.registered(ENTERPRISE, scopes=["products.read"])

    async with half_sent(world, 12, "POST /oauth/token"):
        async with asyncio.timeout(2):
            answer = await world.ask_token(program)

    assert answer.status_code == 200


async def test_half_sent_commands_of_one_client_leave_the_others_their_places(
    narrow: World, upstream: Upstream
):
    slow = await narrow.registered(ENTERPRISE, scopes=["products.write"])
    other = await narrow.registered(OTHER, scopes=["products.write"])
    theirs, headers = await narrow.headers(slow), await narrow.headers(other)
    async with half_sent(narrow, 20, "POST /v1/products", **theirs):
        async with asyncio.timeout(2):
            answer = await narrow.http.post("/v1/products", content=b"{}", headers=headers)

    assert answer.status_code == 200


async def test_a_client_that_asks_for_many_waits_behind_itself(narrow: World, upstream: Upstream):
    busy = await narrow.registered(ENTERPRISE, scopes=["products.read"])
    other = await narrow.registered(OTHER, scopes=["products.read"])
    theirs, mine = await narrow.headers(busy), await narrow.headers(other)
    stalled = [
        asyncio.create_task(narrow.http.get("/v1/slow/stall", headers=theirs)) for _ in range(6)
    ]
    async with asyncio.timeout(5):
        while len(upstream.requests) < 2:
            await asyncio.sleep(0.01)
        answer = await narrow.http.get("/v1/products", headers=mine)

    assert answer.status_code == 200
    assert len(upstream.requests) == 3
    for task in stalled:
        task.cancel()
    await asyncio.gather(*stalled, return_exceptions=True)
