"""What the tests of operators share."""

from collections.abc import AsyncIterator

import pytest

from tests.gateway.clients.office import Office
from tests.gateway.world import Program, World, running_gateway
from tests.support.postgres import ServiceUrls


@pytest.fixture(scope="module")
async def office(
    world: World, gateway_database: ServiceUrls, operator: Program
) -> AsyncIterator[Office]:
    await world.names_operator("wang")
    li = {"id": "li", "name": "li"}
    second = await world.registered("operator", scopes=["clients.manage"], person=li)
    async with running_gateway(gateway_database, operator, FOUR_EYES="true") as strict:
        yield Office(strict, second)
