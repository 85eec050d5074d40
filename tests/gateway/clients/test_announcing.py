"""Others hear who takes part: once for each change that they can see, and again at each load."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from chassis.database import Database
from chassis.holdings import below
from chassis.outbox import outbox
from chassis.settings import Environment
from gateway import main
from gateway.clients.usecases.announcing import REGIONS
from packs import PACKS_DIR
from packs.region import load_region
from tests.gateway.world import Program, World
from tests.support.postgres import ServiceUrls

NAMES = {"name_zh": "乙省联络处", "name_en": "Liaison of B"}


@pytest.fixture
async def database(gateway_database: ServiceUrls) -> AsyncIterator[Database]:
    database = Database(gateway_database.url)
    yield database
    await database.close()


async def told(database: Database, organisation: str) -> list[dict[str, Any]]:
    mine = select(outbox.c.data).where(outbox.c.subject == organisation)
    async with database.transaction() as tx:
        return list(await tx.scalars(mine.order_by(outbox.c.position)))


async def registered(world: World, organisation: str) -> Program:
    path = f"/v1/organisations/{organisation}"
    await world.as_operator("PUT", path, {"role": "partner-region", **NAMES})
    return await world.registered(organisation, scopes=["feed.read"])


async def test_an_organisation_is_told_of_when_it_begins_ends_and_begins_again(
    world: World, database: Database
):
    organisation = f"region-{uuid4().hex[:8]}"

    program = await registered(world, organisation)
    await world.registered(organisation, scopes=["rules.read"])
    second = await world.as_operator("GET", "/v1/clients?limit=200")
    for client in second.json()["items"]:
        if client["org"] == organisation:
            path = f"/v1/clients/{client['id']}/suspension"
            await world.as_operator("POST", path, {"reason": "lost"})
    await world.as_operator("POST", f"/v1/clients/{program.id}/reinstatement", {"reason": "found"})

    events = await told(database, organisation)
    assert [event["is_active"] for event in events] == [False, True, False, True]
    assert events[0]["role"] == "partner-region"
    assert events[0]["name_zh"] == "乙省联络处"


async def test_what_is_compared_is_what_was_told_last(world: World, database: Database):
    organisation = f"region-{uuid4().hex[:8]}"
    await registered(world, organisation)

    last = (await told(database, organisation))[-1]
    async with database.transaction() as tx:
        held = {row.subject: row.state for row in (await below(tx, REGIONS, "")).rows}

    assert last["is_active"]
    assert held[organisation] == f"{last['name_zh']} {last['name_en']} active"


async def test_what_others_do_not_see_is_not_told(world: World, database: Database):
    organisation = f"region-{uuid4().hex[:8]}"
    program = await registered(world, organisation)
    before = await told(database, organisation)

    body = {"org": organisation, "scopes": ["rules.read"], "jwks": Program(program.id).jwks}
    await world.as_operator("PUT", f"/v1/clients/{program.id}", body)
    await world.as_operator(
        "PUT", f"/v1/organisations/{organisation}", {"role": "partner-region", **NAMES}
    )

    assert await told(database, organisation) == before


async def test_loading_the_pack_tells_of_everybody_again(database: Database):
    pack = load_region(PACKS_DIR, "tianjin")
    before = {o.id: len(await told(database, o.id)) for o in pack.organisations}

    async with database.transaction() as tx:
        await main.load(tx, PACKS_DIR, "tianjin", Environment.DEVELOPMENT)

    after = {o.id: len(await told(database, o.id)) for o in pack.organisations}
    assert after == {id: count + 1 for id, count in before.items()}
