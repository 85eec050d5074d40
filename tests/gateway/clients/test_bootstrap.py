"""Loading the region: idempotent, samples only in development, the operator by a public key."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from unittest.mock import patch

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.database import Database
from chassis.settings import Environment
from gateway import main
from gateway.clients.domain.changes import Actor
from gateway.clients.domain.keys import public_keys
from gateway.clients.domain.refusals import OrganisationNotFound, PrivateKeyGiven, SecretNotAllowed
from gateway.clients.domain.search import ClientsAsked
from gateway.clients.store import clients, organisations
from gateway.clients.usecases.changes import Terms
from gateway.clients.usecases.clients import Registration, register
from packs import PACKS_DIR
from packs.region import load_region
from tests.gateway.world import Program
from tests.support.postgres import Databases
from tests.support.service import migrated

SAMPLE = "91120116MA0000007N"


@pytest.fixture
async def tx(postgres: Databases) -> AsyncIterator[AsyncConnection]:
    async with migrated(postgres, "gateway") as urls:
        database = Database(urls.url)
        async with database.transaction() as tx:
            yield tx
        await database.close()


async def load(tx: AsyncConnection, environment: Environment, **variables: str) -> None:
    with patch.dict("os.environ", variables):
        await main.load(tx, PACKS_DIR, "tianjin", environment)


async def test_loading_twice_changes_nothing(tx: AsyncConnection):
    program = Program("operator")
    jwks = json.dumps(program.jwks)

    await load(tx, Environment.DEVELOPMENT, OPERATOR_JWKS=jwks)
    first = await clients.list_clients(tx, ClientsAsked())
    await load(tx, Environment.DEVELOPMENT, OPERATOR_JWKS=jwks)

    assert await clients.list_clients(tx, ClientsAsked()) == first
    assert [client.id for client in first] == ["operator"]
    assert first[0].scopes == {"clients.manage", "organisations.read"}


async def test_a_new_pack_changes_an_organisation(tx: AsyncConnection):
    await load(tx, Environment.PRODUCTION)
    loaded = await organisations.get_organisation(tx, "scjg")
    await organisations.put_organisation(tx, replace(loaded, name_en="An earlier name"))

    await load(tx, Environment.PRODUCTION)

    assert await organisations.get_organisation(tx, "scjg") == loaded


async def test_samples_stay_out_of_production(tx: AsyncConnection):
    await load(tx, Environment.PRODUCTION)

    assert (await organisations.get_organisation(tx, "scjg")).role == "market-regulator"
    with pytest.raises(OrganisationNotFound):
        await organisations.get_organisation(tx, SAMPLE)


async def test_the_operators_client_acts_for_the_operator(tx: AsyncConnection):
    await load(tx, Environment.DEVELOPMENT, OPERATOR_JWKS=json.dumps(Program("operator").jwks))

    operator = await clients.get_client(tx, "operator")

    assert operator.organisation.role == "operator"
    assert (operator.person, operator.revoked_at) == (None, None)


async def test_a_key_that_the_operator_replaced_does_not_come_back(tx: AsyncConnection):
    old, new = Program("operator"), Program("operator")
    await load(tx, Environment.PRODUCTION, OPERATOR_JWKS=json.dumps(old.jwks))
    known = await clients.get_client(tx, "operator")
    await clients.put_client(tx, replace(known, credential=public_keys(new.jwks)))

    await load(tx, Environment.PRODUCTION, OPERATOR_JWKS=json.dumps(old.jwks))

    assert (await clients.get_client(tx, "operator")).credential == public_keys(new.jwks)


async def test_a_secret_is_no_credential_where_none_is_allowed(tx: AsyncConnection):
    await load(tx, Environment.DEVELOPMENT)
    terms = Terms(Actor("operator"), load_region(PACKS_DIR, "tianjin"), four_eyes=False)
    wanted = Registration("c-1", SAMPLE, frozenset({"products.read"}), None, None, "a-long-secret")

    with pytest.raises(SecretNotAllowed):
        await register(tx, wanted, terms, secrets_allowed=False)

    client = await register(tx, wanted, terms, secrets_allowed=True)
    assert client.credential.matches("a-long-secret")


async def test_without_a_key_nobody_is_registered(tx: AsyncConnection):
    await load(tx, Environment.PRODUCTION)

    assert await clients.list_clients(tx, ClientsAsked()) == []


async def test_a_private_key_is_not_taken_for_the_operators(tx: AsyncConnection):
    program = Program("operator")
    private = json.dumps({"keys": [program.key.as_dict(private=True)]})

    with pytest.raises(PrivateKeyGiven):
        await load(tx, Environment.PRODUCTION, OPERATOR_JWKS=private)


async def test_the_platforms_own_workers_compare_and_nothing_else(tx: AsyncConnection):
    jwks = json.dumps({"registry-worker": Program("registry-worker").jwks})

    await load(tx, Environment.PRODUCTION, SERVICES_JWKS=jwks)

    worker = await clients.get_client(tx, "registry-worker")
    assert worker.organisation.id == "platform"
    assert worker.scopes == {"holdings.read", "holdings.resend"}


@pytest.mark.parametrize(
    ("worker", "scope"),
    [("certification-worker", "bundles.keep"), ("accounting-worker", "bundles.restore")],
)
async def test_sealed_bundles_pass_between_two_workers_and_no_other(
    tx: AsyncConnection, worker, scope
):
    jwks = json.dumps({worker: Program(worker).jwks})

    await load(tx, Environment.PRODUCTION, SERVICES_JWKS=jwks)

    client = await clients.get_client(tx, worker)
    assert client.scopes == {"holdings.read", "holdings.resend", scope}
