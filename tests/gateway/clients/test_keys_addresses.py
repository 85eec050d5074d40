"""A client publishes its keys, and the gateway's worker reads them; a failure shuts nobody out."""

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from joserfc.jwk import ECKey
from pydantic import JsonValue
from sqlalchemy import update
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from chassis.database import Database
from chassis.outbound import Guard
from gateway.clients.remote import KeyReader, KeysNotRead
from gateway.clients.store.tables import keys_address
from gateway.clients.usecases.addresses import read_due
from gateway.settings import GatewaySettings
from tests.gateway.tokens.test_settings import PRODUCTION
from tests.gateway.world import Program, World, running_gateway
from tests.support.listening import listening
from tests.support.postgres import ServiceUrls

ENTERPRISE = "91120116MA0000007N"
PATH = "/v1/clients/me/keys-address"


class Publisher:
    """A client's own web server."""

    def __init__(self) -> None:
        self.document: Any = {"keys": []}
        self.status = 200
        self.app = Starlette(routes=[Route("/jwks.json", self.answer)])

    async def answer(self, request: Request) -> Response:
        return JSONResponse(self.document, self.status)


@pytest.fixture
async def publisher() -> AsyncIterator[tuple[Publisher, str]]:
    publisher = Publisher()
    async with listening(publisher.app) as address:
        yield publisher, f"{address}/jwks.json"


@pytest.fixture(scope="module")
async def lenient(gateway_database: ServiceUrls, operator: Program) -> AsyncIterator[World]:
    async with running_gateway(gateway_database, operator, KEYS_ALLOW_PRIVATE="true") as world:
        yield world


@pytest.fixture
async def database(gateway_database: ServiceUrls) -> AsyncIterator[Database]:
    database = Database(gateway_database.url)
    yield database
    await database.close()


async def reads(database: Database) -> None:
    """The worker's turn, five minutes later."""
    async with database.transaction() as tx:
        long_ago = datetime.now(UTC) - timedelta(days=1)
        await tx.execute(update(keys_address).values(due_at=long_ago))
    while await read_due(database, KeyReader(Guard(allow_private=True)).read):
        pass


async def asks(world: World, who: Program, method: str, path: str, body: Any = None) -> Any:
    return await world.http.request(method, path, json=body, headers=await world.headers(who))


def successor(program: Program) -> Program:
    other = Program(program.id)
    other.key = ECKey.generate_key("P-256", {"kid": "published"})
    return other


async def test_a_client_rotates_by_publishing(
    lenient: World, database: Database, publisher: tuple[Publisher, str]
):
    server, uri = publisher
    old = await lenient.registered(ENTERPRISE, scopes=["products.read"])
    new = successor(old)
    server.document = {"keys": [*old.jwks["keys"], *new.jwks["keys"]]}

    named = await asks(lenient, old, "PUT", PATH, {"jwks_uri": uri})
    await reads(database)
    both = [(await lenient.ask_token(each)).status_code for each in (old, new)]
    server.document = new.jwks
    await reads(database)

    assert (named.status_code, named.json()["read_at"]) == (200, None)
    assert both == [200, 200]
    assert (await lenient.ask_token(old)).status_code == 400
    assert (await asks(lenient, new, "GET", PATH)).json()["fault"] is None


async def test_reading_the_same_keys_again_changes_nothing(
    lenient: World, database: Database, publisher: tuple[Publisher, str]
):
    server, uri = publisher
    program = await lenient.registered(ENTERPRISE, scopes=["products.read"])
    server.document = program.jwks
    await asks(lenient, program, "PUT", PATH, {"jwks_uri": uri})

    await reads(database)
    await reads(database)

    record = (await lenient.as_operator("GET", f"/v1/changes?subject={program.id}")).json()
    assert [change["kind"] for change in record["items"]] == ["registration"]
    assert (await asks(lenient, program, "GET", PATH)).json()["read_at"] is not None


@pytest.mark.parametrize(
    ("status", "document", "fault"),
    [
        (500, {"keys": []}, "answered 500"),
        (200, [], "the answer is no JWK set"),
        (200, {"keys": []}, "give 1 to 8 keys"),
        (200, {"keys": [{"kty": "oct", "k": "AQAB", "kid": "k"}]}, "private key"),
    ],
)
async def test_what_is_no_set_of_public_keys_changes_nothing_and_is_told(
    lenient: World,
    database: Database,
    publisher: tuple[Publisher, str],
    status: int,
    document: Any,
    fault: str,
):
    server, uri = publisher
    server.status, server.document = status, document
    program = await lenient.registered(ENTERPRISE, scopes=["products.read"])

    await asks(lenient, program, "PUT", PATH, {"jwks_uri": uri})
    await reads(database)

    told = (await asks(lenient, program, "GET", PATH)).json()
    assert fault in told["fault"]
    assert told["read_at"] is None


async def test_published_keys_are_not_changed_here_until_the_address_is_deleted(
    lenient: World, publisher: tuple[Publisher, str]
):
    program = await lenient.registered(ENTERPRISE, scopes=["products.read"])
    added = {"jwk": successor(program).jwks["keys"][0]}
    await asks(lenient, program, "PUT", PATH, {"jwks_uri": publisher[1]})

    refused = await asks(lenient, program, "POST", "/v1/clients/me/keys", added)
    deleted = await asks(lenient, program, "DELETE", PATH)
    after = await asks(lenient, program, "POST", "/v1/clients/me/keys", added)

    assert (refused.status_code, deleted.status_code, after.status_code) == (409, 204, 201)
    assert (await asks(lenient, program, "GET", PATH)).status_code == 404


async def test_an_operators_registration_ends_the_reading(
    lenient: World, database: Database, publisher: tuple[Publisher, str]
):
    server, uri = publisher
    program = await lenient.registered(ENTERPRISE, scopes=["products.read"])
    server.document = successor(program).jwks
    await asks(lenient, program, "PUT", PATH, {"jwks_uri": uri})

    body = {"org": ENTERPRISE, "scopes": ["products.read"], "jwks": program.jwks}
    await lenient.as_operator("PUT", f"/v1/clients/{program.id}", body)
    await reads(database)

    assert (await lenient.ask_token(program)).status_code == 200


@pytest.mark.parametrize(
    "uri",
    ["http://keys.example.cn/jwks", "https://u@keys.example.cn/", "https://keys.example.cn:22/"],
)
async def test_only_an_https_address_of_the_open_internet_is_taken(world: World, uri: str):
    program = await world.registered(ENTERPRISE, scopes=["products.read"])

    refused = await asks(world, program, "PUT", PATH, {"jwks_uri": uri})

    assert refused.status_code == 422
    assert refused.json()["type"].endswith("jwks-uri-not-accepted")


async def test_the_worker_reads_nothing_of_our_own_network(publisher: tuple[Publisher, str]):
    async def private(host: str, port: int) -> list[str]:
        return ["10.0.0.7"]

    reader = KeyReader(Guard(allow_private=False, resolve=private))

    with pytest.raises(KeysNotRead, match="no public address"):
        await reader.read("https://keys.example.cn/jwks.json")


async def test_an_address_that_was_changed_meanwhile_is_not_written(
    lenient: World, database: Database
):
    program = await lenient.registered(ENTERPRISE, scopes=["products.read"])
    stolen = successor(program)
    await asks(lenient, program, "PUT", PATH, {"jwks_uri": "https://keys.example.cn/old"})

    async def read(url: str) -> Mapping[str, JsonValue]:
        if url.endswith("/old"):
            await asks(lenient, program, "PUT", PATH, {"jwks_uri": "https://keys.example.cn/new"})
        return stolen.jwks if url.endswith("/old") else program.jwks

    await read_due(database, read)

    assert (await lenient.ask_token(stolen)).status_code == 400


def test_production_reads_no_private_addresses():
    with pytest.raises(ValueError, match="KEYS_ALLOW_PRIVATE"):
        GatewaySettings(**{**PRODUCTION, "keys_allow_private": True})
