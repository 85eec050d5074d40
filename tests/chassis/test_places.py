"""At a service, no organisation has all connections of the database."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from chassis.service import share_of
from chassis.shares import ShareLimits, Shares

BUSY, OTHER = "91120116MA0000007N", "91130200MA0000007R"


async def test_an_organisation_at_its_limit_waits_and_no_other_does(service, issuer):
    busy, other = (issuer.headers(org, "enterprise") for org in (BUSY, OTHER))
    shares: Shares = service.app.state.shares
    async with AsyncExitStack() as at_work:
        for _ in range(6):
            await at_work.enter_async_context(shares.place(BUSY, "its client"))

        waiting = asyncio.create_task(service.post("/v1/notes", {"words": "a"}, headers=busy))
        async with asyncio.timeout(5):
            answered = await service.post("/v1/notes", {"words": "b"}, headers=other)
            public = await service.get("/v1/notes")

        assert (answered.status_code, public.json()) == (201, ["b"])
        assert not waiting.done()

    assert (await waiting).status_code == 201


async def test_who_waits_too_long_is_told_when_to_come_again(service, issuer):
    headers = issuer.headers(BUSY, "enterprise")
    shares = service.app.state.shares = Shares(ShareLimits(of_group=1, wait_s=0.01))
    async with shares.place(BUSY, "its client"):
        refused = await service.post("/v1/notes", {"words": "a"}, headers=headers)

    assert refused.json()["type"] == "urn:tanbiao:problem:share-exhausted"
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "2")


@pytest.mark.parametrize(("pool", "share"), [(8, 6), (4, 3), (1, 1)])
def test_a_share_is_three_quarters_of_the_connections(pool, share):
    assert share_of(pool, 1).of_group == share
