"""What nobody foresaw is one answer, and the connection goes on with the next request."""

import aiohttp
import httpx

from tests.support.listening import listening


async def test_after_an_unexpected_failure_the_connection_serves_the_next_request(service):
    one = aiohttp.TCPConnector(limit=1)
    statuses = []
    async with (
        listening(service.app, lifespan="off") as address,
        aiohttp.ClientSession(connector=one) as session,
    ):
        for _ in range(5):
            async with session.get(f"{address}/v1/failure") as answer:
                await answer.read()
                statuses.append((answer.status, answer.headers.get("connection")))
            async with session.post(f"{address}/v1/sizes", data=b"x") as answer:
                statuses.append((answer.status, await answer.json()))

    assert statuses == [(500, None), (200, 1)] * 5


async def test_an_unexpected_failure_tells_its_caller_nothing(service):
    transport = httpx.ASGITransport(service.app)
    async with httpx.AsyncClient(transport=transport, base_url="https://x") as client:
        answer = await client.get("/v1/failure")

    assert answer.json()["type"] == "urn:tanbiao:problem:internal-error"
    assert "hunter2" not in answer.text
