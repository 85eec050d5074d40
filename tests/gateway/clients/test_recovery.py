"""A gateway that was put back believes nobody who was revoked, and issues nothing unconfirmed."""

import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pytest

from chassis.database import Database
from chassis.lastknown import Folder
from chassis.restoring import restored
from chassis.settings import Environment
from gateway import main
from packs import PACKS_DIR
from tests.gateway.world import Program, World, running_gateway
from tests.support.postgres import Databases, ServiceUrls
from tests.support.service import migrated

ENTERPRISE = "91120116MA0000007N"
READ, WRITE = "products.read", "products.write"


@dataclass
class Drill:
    databases: Databases
    urls: ServiceUrls
    operator: Program
    folder: Path

    @asynccontextmanager
    async def on(self, urls: ServiceUrls) -> AsyncIterator[World]:
        async with running_gateway(urls, self.operator, LAST_KNOWN_DIR=str(self.folder)) as world:
            yield world

    async def has_restored(self, urls: ServiceUrls) -> list[str]:
        owner = Database(urls.owner_url, last_known=Folder(self.folder / "gateway"))
        try:
            return await restored(owner, "gateway", main.restore)
        finally:
            await owner.close()


@pytest.fixture
async def drill(postgres: Databases, tmp_path: Path) -> AsyncIterator[Drill]:
    operator = Program("operator")
    async with migrated(postgres, "gateway") as urls:
        database = Database(urls.url)
        with patch.dict("os.environ", {"OPERATOR_JWKS": json.dumps(operator.jwks)}):
            async with database.transaction() as tx:
                await main.load(tx, PACKS_DIR, "tianjin", Environment.DEVELOPMENT)
        await database.close()
        yield Drill(postgres, urls, operator, tmp_path)


async def changes(world: World, program: Program, *scopes: str) -> None:
    body = {"org": ENTERPRISE, "scopes": list(scopes), "jwks": program.jwks}
    answer = await world.as_operator("PUT", f"/v1/clients/{program.id}", body)
    assert answer.status_code == 200, answer.text


async def test_revocations_keys_and_scopes_outlive_a_restore(drill: Drill):
    async with drill.on(drill.urls) as world:
        thief = await world.registered(ENTERPRISE, scopes=[READ])
        renewed = await world.registered(ENTERPRISE, scopes=[READ, WRITE])
    stolen = Program(renewed.id)
    stolen.key = renewed.key
    async with drill.databases.service("gateway", drill.urls.name) as dump:
        async with drill.on(drill.urls) as world:
            revocation = f"/v1/clients/{thief.id}/revocation"
            await world.as_operator("POST", revocation, {"reason": "key lost"})
            renewed.key = Program(renewed.id).key
            await changes(world, renewed, READ)

        async with drill.on(dump) as older:
            held = await older.ask_token(drill.operator)
            before = older.app.state.revocations.include(thief.id)
        lines = await drill.has_restored(dump)
        async with drill.on(dump) as older:
            now = int(time.time()) + 1
            asked = [
                await older.ask_token(who, assertion=who.assertion(iat=now))
                for who in (thief, stolen, renewed)
            ]

    assert (held.status_code, before) == (503, True)
    assert f"client {thief.id} of {ENTERPRISE}: revoked: key lost" in lines
    assert [answer.status_code for answer in asked] == [400, 400, 200], [a.text for a in asked]
    assert asked[2].json()["scope"] == READ


async def test_an_assertion_of_before_the_restore_is_not_accepted_again(drill: Drill):
    async with drill.on(drill.urls) as world:
        program = await world.registered(ENTERPRISE, scopes=[READ])
    async with drill.databases.service("gateway", drill.urls.name) as dump:
        used = program.assertion(iat=int(time.time()))
        async with drill.on(drill.urls) as world:
            first = await world.ask_token(program, assertion=used)
            await changes(world, program, READ)

        await drill.has_restored(dump)
        async with drill.on(dump) as older:
            again = await older.ask_token(program, assertion=used)

    assert first.status_code == 200
    assert (again.status_code, again.json()["error"]) == (400, "invalid_client")
