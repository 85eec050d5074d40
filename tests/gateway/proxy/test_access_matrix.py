"""The whole access matrix: each role on each route gets exactly what the packs say."""

import re
from collections.abc import AsyncIterator

import pytest

from chassis.access import OWN, PUBLIC
from gateway.proxy.domain.routes import Route
from packs import PACKS_DIR
from packs.region import Role, load_region
from tests.gateway.upstream import Upstream
from tests.gateway.world import Program, World, running_gateway
from tests.support.postgres import ServiceUrls

REGION = load_region(PACKS_DIR, "tianjin")
ADDRESSES = ("ACCOUNTING_URL", "CERTIFICATION_URL", "REGISTRY_URL", "MUTUAL_RECOGNITION_URL")


@pytest.fixture(scope="module")
async def platform(
    gateway_database: ServiceUrls, operator: Program, running_upstream: tuple[Upstream, str]
) -> AsyncIterator[World]:
    """The gateway with the packs that ship, before services that let everything through."""
    behind = dict.fromkeys(ADDRESSES, running_upstream[1])
    async with running_gateway(gateway_database, operator, **behind) as world:
        yield world


def example(route: Route) -> str:
    return re.sub(r"{[^}:]*}", "x1", re.sub(r"{[^}]*:path}", "x1/x2", route.path))


async def knock(world: World, route: Route, headers: dict[str, str]) -> int:
    answer = await world.http.request(route.method, example(route), headers=headers)
    return answer.status_code


async def headers_of(world: World, role: Role) -> dict[str, str]:
    org = next((org.id for org in REGION.organisations if org.role is role), f"liaison-{role}")
    if org.startswith("liaison"):
        names = {"name_zh": "协同部门", "name_en": "Liaison"}
        await world.as_operator("PUT", f"/v1/organisations/{org}", {"role": role, **names})
    program = await world.registered(org, scopes=sorted(REGION.scopes(role)))
    return await world.headers(program)


@pytest.mark.clause("C10")
@pytest.mark.parametrize("role", list(Role))
async def test_a_role_passes_where_the_matrix_says_and_nowhere_else(platform: World, role: Role):
    held = REGION.scopes(role) | {OWN}
    headers = await headers_of(platform, role)

    wrong = {
        f"{route.method} {route.path}": status
        for route in platform.app.table.routes
        if route.scope != PUBLIC
        for status in [await knock(platform, route, headers)]
        if (status != 403) != (route.scope in held) or status == 401
    }

    assert wrong == {}


async def test_without_a_token_only_public_routes_answer(platform: World):
    wrong = {
        f"{route.method} {route.path}": status
        for route in platform.app.table.routes
        for status in [await knock(platform, route, {})]
        if (status == 401) != (route.scope != PUBLIC)
    }

    assert wrong == {}


async def test_every_scope_of_the_matrix_is_held_by_some_role(platform: World):
    held = {scope for rights in REGION.roles.values() for scope in rights.scopes}
    asked = {route.scope for route in platform.app.table.routes} - {PUBLIC, OWN}

    assert asked - held == set()


@pytest.mark.parametrize(
    ("header", "error"),
    [
        ("Basic b3BlcmF0b3I6eA==", ""),
        ("Bearer", ""),
        ("Token x", ""),
        ("Bearer x", ', error="invalid_token"'),
        ("Bearer a.b.c", ', error="invalid_token"'),
        ("bearer ü", ', error="invalid_token"'),
    ],
)
async def test_a_doubtful_token_is_a_401_that_says_where_to_get_one(
    platform: World, header: str, error: str
):
    answer = await platform.http.get(
        "/v1/clients", headers=[(b"authorization", header.encode("latin-1"))]
    )

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == f'Bearer realm="tanbiao"{error}'
    assert "/oauth/token" in answer.json()["messages"]["en"]
