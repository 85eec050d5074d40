"""Two tenants behind one entrance: who is led where, and that nobody is led wrong."""

from collections.abc import AsyncIterator

import pytest

from gateway.proxy.domain import tenants
from tests.gateway.upstream import Upstream
from tests.gateway.world import World, running_gateway
from tests.support.listening import listening
from tests.support.postgres import ServiceUrls

ENTERPRISE = "91120116MA0000007N"
TRIAL_ENTERPRISE = "91120110MA00000663"
TRIAL = {"role": "enterprise", "name_zh": "试用企业", "name_en": "Trial works", "sample": True}


@pytest.fixture
async def there() -> AsyncIterator[tuple[Upstream, str]]:
    """A service of the test tenant."""
    upstream = Upstream()
    async with listening(upstream) as address:
        yield upstream, address


@pytest.fixture
async def both(
    gateway_database: ServiceUrls, operator, stub_packs, running_upstream, there
) -> AsyncIterator[World]:
    """A gateway before both tenants of accounting and of the registry."""
    more = {
        "PACKS_DIR": str(stub_packs),
        "ACCOUNTING_URL": running_upstream[1],
        "REGISTRY_URL": running_upstream[1],
        "ACCOUNTING_SAMPLE_URL": there[1],
        "REGISTRY_SAMPLE_URL": there[1],
    }
    async with running_gateway(gateway_database, operator, **more) as world:
        answer = await world.as_operator("PUT", f"/v1/organisations/{TRIAL_ENTERPRISE}", TRIAL)
        assert answer.status_code == 200, answer.text
        yield world


async def test_a_sample_organisation_is_always_in_the_test_tenant(both, there, upstream):
    program = await both.registered(TRIAL_ENTERPRISE, scopes=["products.read", "products.write"])
    headers = await both.headers(program)

    await both.http.get("/v1/products", headers=headers)
    await both.http.post("/v1/products", headers=headers, json={})
    await both.http.get("/open/echo", headers=headers)

    assert there[0].requests == [("GET", "/v1/products"), ("POST", "/v1/products")]
    # A public address is asked without looking at the token: it is everybody's.
    assert upstream.requests == [("GET", "/open/echo")]


async def test_whoever_asks_for_samples_is_led_to_them_once(both, there, upstream):
    program = await both.registered(ENTERPRISE, scopes=["products.read"])
    headers = await both.headers(program)

    answer = await both.http.get("/v1/products?sample=true&limit=2", headers=headers)
    await both.http.get("/v1/products?limit=2", headers=headers)

    assert answer.json()["query"] == "limit=2"
    assert there[0].requests == [("GET", "/v1/products")]
    assert upstream.requests == [("GET", "/v1/products")]


async def test_a_command_is_not_led_there_by_asking(both, there, upstream):
    program = await both.registered(ENTERPRISE, scopes=["products.write"])

    answer = await both.http.post(
        "/v1/products?sample=true", headers=await both.headers(program), json={}
    )

    # The service reads the question that it does not know, and refuses it.
    assert answer.json()["query"] == "sample=true"
    assert there[0].requests == []


async def test_what_is_published_there_has_addresses_of_its_own(both, there):
    answer = await both.http.get("/sample/down?x=1")

    assert answer.json()["raw_path"] == "/down"
    assert answer.json()["query"] == "x=1"
    assert there[0].requests == [("GET", "/down")]


@pytest.mark.parametrize("path", ["/sample/open/echo", "/sample/v1/products", "/sample/oauth/jwks"])
async def test_nothing_else_has(both, there, path):
    answer = await both.http.get(path)

    assert answer.status_code == 404
    assert answer.json()["type"] == "urn:tanbiao:problem:route-not-found"
    assert there[0].requests == []


async def test_without_a_test_tenant_it_is_said(world: World):
    program = await world.registered(ENTERPRISE, scopes=["products.read"])

    answer = await world.http.get("/v1/products?sample=true", headers=await world.headers(program))

    assert answer.status_code == 503
    assert answer.json()["type"] == "urn:tanbiao:problem:test-tenant-absent"


async def test_nobody_moves_from_one_tenant_to_the_other(both):
    live = TRIAL | {"sample": False}

    answer = await both.as_operator("PUT", f"/v1/organisations/{TRIAL_ENTERPRISE}", live)

    assert answer.status_code == 409
    assert answer.json()["type"] == "urn:tanbiao:problem:organisation-of-another-tenant"


@pytest.mark.parametrize(
    ("query", "rest"),
    [
        (b"sample=true", b""),
        (b"sample=true&limit=2", b"limit=2"),
        (b"limit=2&sample=true", b"limit=2"),
        (b"a=1&sample=true&b=2", b"a=1&b=2"),
        (b"sample=truest", b"sample=truest"),
        (b"resample=true", b"resample=true"),
    ],
)
def test_the_service_does_not_see_the_question(query, rest):
    assert tenants.without_question(query) == rest


@pytest.mark.parametrize(
    ("method", "path", "query", "asked"),
    [
        ("GET", "/v1/labels", b"sample=true", True),
        ("HEAD", "/v1/labels", b"sample=true", True),
        ("GET", "/v1/labels", b"sample=false", False),
        ("GET", "/v1/labels", b"", False),
        ("POST", "/v1/applications", b"sample=true", False),
        ("POST", "/v1/subscriptions", b"sample=true", True),
        ("DELETE", "/v1/subscriptions/1", b"sample=true", True),
    ],
)
def test_everybody_may_look_and_subscribe_there(method, path, query, asked):
    assert tenants.asks(method, path, query) is asked
