"""Assertions as common libraries make them, unchanged: Authlib's own client, and what Go sends."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from joserfc.jwk import ECKey, RSAKey

from tests.gateway.world import TOKEN_ENDPOINT, Program, World

ENTERPRISE = "91120116MA0000007N"
EC = ECKey.generate_key("P-256", {"kid": "ec"})
OTHER = ECKey.generate_key("P-256", {"kid": "other"})
RSA = RSAKey.generate_key(2048, {"kid": "rsa"})
UNBOUND = RSAKey.generate_key(2048, {"kid": "pss"})
PSS = RSAKey.import_key({**UNBOUND.as_dict(private=True), "alg": "PS256"})


@dataclass
class Registered:
    """A client that registered some keys, asking by Authlib."""

    world: World
    id: str

    async def token(self, key: Any, **options: Any) -> dict[str, Any]:
        method = PrivateKeyJWT(TOKEN_ENDPOINT, **options)
        async with AsyncOAuth2Client(self.id, key, "private_key_jwt", trust_env=False) as client:
            client.register_client_auth_method(method)
            endpoint = f"{self.world.address}/oauth/token"
            answer: dict[str, Any] = await client.fetch_token(endpoint)
            return answer

    async def refusal(self, key: Any, **options: Any) -> str:
        with pytest.raises(Exception, match="invalid_client") as refused:
            await self.token(key, **options)
        return str(refused.value)


async def registered(world: World, *keys: Any) -> Registered:
    id = f"library-{uuid4().hex[:8]}"
    body = {
        "org": ENTERPRISE,
        "scopes": ["products.read"],
        "jwks": {"keys": [key.as_dict(private=False) for key in keys]},
    }
    answer = await world.as_operator("PUT", f"/v1/clients/{id}", body)
    assert answer.status_code == 200, answer.text
    return Registered(world, id)


async def test_authlibs_default_assertion_of_an_rsa_key_is_taken(world: World):
    client = await registered(world, RSA)

    assert (await client.token(RSA))["scope"] == "products.read"


async def test_authlibs_assertion_of_an_ec_key_is_taken(world: World):
    client = await registered(world, EC)

    assert (await client.token(EC, alg="ES256"))["scope"] == "products.read"


async def test_an_assertion_that_names_no_key_may_be_by_any_of_its_clients(world: World):
    client = await registered(world, OTHER, EC, RSA)

    for key, alg in ((EC, "ES256"), (OTHER, "ES256"), (RSA, "RS256"), (RSA, "PS256")):
        assert (await client.token(key, alg=alg))["token_type"] == "Bearer"


@pytest.mark.parametrize(
    ("key", "options"),
    [
        (UNBOUND, {"alg": "RS256"}),
        (RSA, {"alg": "RS256"}),
        (UNBOUND, {"alg": "RS512"}),
        (EC, {"alg": "ES256", "headers": {"kid": "pss"}}),
    ],
    ids=["not the key's algorithm", "not its key", "an algorithm of nobody", "another's kid"],
)
async def test_an_algorithm_belongs_to_the_key_that_was_registered_for_it(
    world: World, key: Any, options: dict[str, Any]
):
    client = await registered(world, PSS, EC)

    await client.refusal(key, **options)


async def test_what_go_tries_first_does_not_use_the_assertion_up(world: World):
    """golang.org/x/oauth2 sends id and empty secret as Basic, then the same in the form."""
    program = await world.registered(ENTERPRISE, scopes=["products.read"])
    form = program.form()

    basic = await world.http.post("/oauth/token", data=form, auth=(program.id, ""))
    in_form = await world.http.post("/oauth/token", data={**form, "client_id": program.id})

    assert basic.status_code == 400
    assert in_form.status_code == 200


async def test_hmac_with_a_public_key_and_no_signature_at_all_are_refused(world: World):
    client = await registered(world, RSA)
    program = Program(client.id)

    for alg in ("HS256", "none"):
        header, _, rest = program.assertion().partition(".")
        answer = await world.http.post("/oauth/token", data=program.form(f"{header}.{rest[:-4]}"))
        assert answer.json()["error"] == "invalid_client", alg
