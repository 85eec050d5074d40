"""Revocation: seconds later no gateway believes a client's tokens any more."""

import asyncio
from contextlib import AsyncExitStack, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from pydantic import ValidationError

from chassis import clock
from chassis.auth import NotAuthenticated, TokenVerifier
from chassis.database import Database
from chassis.revocations import TYPE, RevocationsUnknown
from chassis.revocations import Revocations as Told
from chassis.service import beside
from gateway.clients.store import clients
from gateway.proxy.usecases.revocations import Revocations
from gateway.settings import GatewaySettings
from gateway.tokens.domain.keys import generated_token_keys
from tests.gateway.upstream import Upstream
from tests.gateway.world import ISSUER, Program, World, running_gateway, variables
from tests.support.postgres import ServiceUrls

ENTERPRISE = "91120116MA0000007N"


async def refused(world: World, headers: dict[str, str]) -> bool:
    answer = await world.http.get("/v1/products", headers=headers)
    return answer.status_code == 401 and "revoked" in answer.text


async def test_every_gateway_drops_the_tokens_of_a_revoked_client(
    world: World,
    upstream: Upstream,
    running_upstream: tuple[Upstream, str],
    gateway_database: ServiceUrls,
    stub_packs: Path,
):
    keys = world.app.state.settings.token_keys.get_secret_value()
    same = {"TOKEN_KEYS": keys, "PACKS_DIR": str(stub_packs), "ACCOUNTING_URL": running_upstream[1]}
    async with running_gateway(gateway_database, world.operator, **same) as other:
        program = await world.registered(ENTERPRISE, scopes=["products.read"])
        headers = await world.headers(program)
        for gateway in (world, other):
            answer = await gateway.http.get("/v1/products", headers=headers)
            assert answer.status_code == 200

        await world.as_operator("POST", f"/v1/clients/{program.id}/revocation", {"reason": "x"})

        async with asyncio.timeout(10):
            while not (await refused(world, headers) and await refused(other, headers)):
                await asyncio.sleep(0.05)
        assert not await refused(world, await world.headers(world.operator))


async def test_without_news_of_revocations_nobody_passes(gateway_database: ServiceUrls):
    unreachable = Database("postgresql://x:y@127.0.0.1:1/none")
    revocations = Revocations(unreachable, poll_s=1, stale_s=45)

    await revocations.try_refresh()

    with pytest.raises(RevocationsUnknown):
        revocations.include("anyone")
    await unreachable.close()


async def test_a_gateway_starts_without_its_database_and_serves_the_public(
    world: World,
    upstream: Upstream,
    running_upstream: tuple[Upstream, str],
    gateway_database: ServiceUrls,
    stub_packs: Path,
):
    program = await world.registered(ENTERPRISE, scopes=["products.read"])
    headers = await world.headers(program)
    nowhere = replace(gateway_database, url="postgresql://x:y@127.0.0.1:1/none")
    keys = world.app.state.settings.token_keys.get_secret_value()
    same = {"TOKEN_KEYS": keys, "PACKS_DIR": str(stub_packs), "ACCOUNTING_URL": running_upstream[1]}

    async with running_gateway(nowhere, world.operator, **same) as alone:
        public = await alone.http.get("/open/echo")
        protected = await alone.http.get("/v1/products", headers=headers)
        ready = await alone.http.get(f"{alone.inside}/readyz")

    assert public.status_code == 200
    assert protected.status_code == ready.status_code == 503
    assert protected.json()["type"] == "urn:tanbiao:problem:revocations-unknown"


async def test_clients_are_remembered_for_an_hour_after_their_revocation(
    world: World, gateway_database: ServiceUrls
):
    database = Database(gateway_database.url)
    known = {}
    for minutes in (59, 61):
        program = await world.registered(ENTERPRISE, scopes=["products.read"])
        async with database.transaction() as tx:
            client = await clients.get_client(tx, program.id)
            revoked = client.revoked(clock.now() - timedelta(minutes=minutes))
            await clients.mark_revoked(tx, revoked, "test")
        known[minutes] = program.id
    revocations = Revocations(database, poll_s=1, stale_s=45)

    await revocations.refresh()

    assert revocations.include(known[59])
    assert not revocations.include(known[61])
    await database.close()


async def test_old_news_is_no_news(gateway_database: ServiceUrls):
    database = Database(gateway_database.url)
    fresh = Revocations(database, poll_s=1, stale_s=45)
    stale = Revocations(database, poll_s=1, stale_s=0.01)
    await fresh.refresh()
    await stale.refresh()
    await asyncio.sleep(0.02)

    assert not fresh.include("anyone")
    with pytest.raises(RevocationsUnknown):
        stale.include("anyone")
    await database.close()


@pytest.mark.parametrize("late", [{"revocation_poll_s": 16}, {"revocation_stale_s": 46}])
def test_settings_cannot_make_revocation_slower_than_a_minute(late: dict[str, float]):
    given = {name.lower(): value for name, value in variables("postgresql://x:y@z/w").items()}

    with pytest.raises(ValidationError):
        GatewaySettings(**{**given, "token_keys": generated_token_keys(), **late})


async def test_a_revoked_operator_is_refused_here_too(world: World, operator: Program):
    second = await world.registered("operator", scopes=["clients.manage"])
    headers = await world.headers(second)
    await world.as_operator("POST", f"/v1/clients/{second.id}/revocation", {"reason": "x"})

    async with asyncio.timeout(10):
        while (await world.http.get("/v1/clients", headers=headers)).status_code != 401:
            await asyncio.sleep(0.05)
    answer = await world.http.get("/v1/clients", headers=headers)

    assert answer.status_code == 401


async def test_a_service_hears_of_a_revocation_as_soon_as_the_gateway(world: World):
    """The list is held back while there is no news, and signed, so nobody else can tell it."""
    program = await world.registered(ENTERPRISE, scopes=["products.read"])
    verifier = TokenVerifier(f"{world.address}/oauth/jwks", ISSUER)
    revocations = verifier.revoked = told_by(world, verifier)
    token = await world.token(program)
    with pytest.raises(RevocationsUnknown):
        await verifier.verify(token)

    async with beside(revocations.watch):
        await until_it_is_known(revocations)
        assert (await verifier.verify(token)).client == program.id
        await world.as_operator("POST", f"/v1/clients/{program.id}/revocation", {"reason": "x"})
        async with asyncio.timeout(3):
            while not await is_refused(verifier, token):
                await asyncio.sleep(0.02)


async def test_a_list_of_revoked_clients_that_another_signed_is_not_believed(world: World):
    verifier = TokenVerifier(f"{world.address}/oauth/jwks", "https://another.issuer")
    revocations = told_by(world, verifier)

    async with httpx.AsyncClient() as client:
        with pytest.raises(NotAuthenticated, match="of this issuer"):
            await revocations.ask(client)

    with pytest.raises(RevocationsUnknown):
        revocations.include("anyone")


async def test_an_access_token_is_no_list_of_revoked_clients(world: World):
    verifier = TokenVerifier(f"{world.address}/oauth/jwks", ISSUER)

    with pytest.raises(NotAuthenticated, match="of this issuer"):
        await verifier.signed(await world.token(world.operator), TYPE)


async def test_revoked_clients_are_told_inside_only(world: World):
    assert (await world.http.get("/revocations")).status_code == 404


async def test_the_news_of_revocations_have_a_connection_of_their_own(world: World):
    """All connections of the pool are taken; the watch goes on."""
    pool = world.app.state.database
    program = await world.registered(ENTERPRISE, scopes=["products.read"])
    headers = await world.headers(program)
    await world.as_operator("POST", f"/v1/clients/{program.id}/revocation", {"reason": "x"})
    async with AsyncExitStack() as stack:
        for _ in range(10):
            await stack.enter_async_context(pool.transaction())
        async with asyncio.timeout(10):
            while not await refused(world, headers):
                await asyncio.sleep(0.02)

        assert pool.engine.pool.checkedout() == 10


def told_by(world: World, verifier: TokenVerifier) -> Told:
    return Told(f"{world.inside}/revocations", verifier.signed)


async def until_it_is_known(revocations: Told) -> None:
    async with asyncio.timeout(5):
        while True:
            with suppress(RevocationsUnknown):
                await revocations.check()
                return
            await asyncio.sleep(0.01)


async def is_refused(verifier: TokenVerifier, token: str) -> bool:
    try:
        await verifier.verify(token)
    except NotAuthenticated as refusal:
        return "revoked" in str(refusal)
    return False
