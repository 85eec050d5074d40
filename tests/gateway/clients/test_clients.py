"""The operator's routes: registering, reading and revoking clients and organisations."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from joserfc.jwk import ECKey, RSAKey

from tests.gateway.world import Program, World

ENTERPRISE = "91120116MA0000007N"


def registration(program: Program, **changes: Any) -> dict[str, Any]:
    body = {"org": ENTERPRISE, "scopes": ["products.read"], "jwks": program.jwks}
    return {**body, **changes}


def kind(answer: Any) -> str:
    return str(answer.json()["type"]).rpartition(":")[2]


async def test_a_registered_client_is_shown_without_its_credential(world: World):
    program = Program("shown")

    put = await world.as_operator("PUT", "/v1/clients/shown", registration(program))
    got = await world.as_operator("GET", "/v1/clients/shown")

    assert put.status_code == got.status_code == 200
    assert put.json() == got.json()
    view = got.json()
    assert view.pop("created_at")
    assert view.pop("updated_at")
    assert view == {
        "id": "shown",
        "org": ENTERPRISE,
        "role": "enterprise",
        "scopes": ["products.read"],
        "person": None,
        "authentication": "private_key_jwt",
        "state": "active",
        "suspended_at": None,
        "revoked_at": None,
    }


async def test_registering_again_replaces_the_key(world: World):
    first, second = Program("rotating"), Program("rotating")
    await world.as_operator("PUT", "/v1/clients/rotating", registration(first))
    await world.as_operator("PUT", "/v1/clients/rotating", registration(second))

    assert (await world.ask_token(first)).status_code == 400
    assert (await world.ask_token(second)).status_code == 200


async def test_an_idempotency_key_answers_a_command_once(world: World):
    headers = {**await world.headers(world.operator), "Idempotency-Key": "first-time"}
    program = await world.registered(ENTERPRISE, scopes=["products.read"])
    path = f"/v1/clients/{program.id}/revocation"

    first = await world.http.post(path, json={"reason": "lost"}, headers=headers)
    again = await world.http.post(path, json={"reason": "lost"}, headers=headers)

    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()


async def test_revocation_is_final(world: World):
    program = await world.registered(ENTERPRISE, scopes=["products.read"])
    path = f"/v1/clients/{program.id}"

    revoked = await world.as_operator("POST", f"{path}/revocation", {"reason": "lost"})
    again = await world.as_operator("POST", f"{path}/revocation", {"reason": "lost"})
    changed = await world.as_operator("PUT", path, registration(program))

    assert revoked.json()["state"] == "revoked"
    assert again.status_code == changed.status_code == 409
    assert kind(again) == kind(changed) == "client-already-revoked"


async def test_nobody_takes_from_himself_what_only_another_could_give_back(world: World):
    mine = f"/v1/clients/{world.operator.id}"

    revoked = await world.as_operator("POST", f"{mine}/revocation", {"reason": "tired"})
    replaced = await world.as_operator("PUT", mine, registration(world.operator))

    assert revoked.status_code == replaced.status_code == 409
    assert kind(revoked) == kind(replaced) == "own-client-kept"
    assert (await world.as_operator("GET", mine)).json()["state"] == "active"


async def test_of_two_who_revoke_each_other_at_once_one_remains(world: World):
    pair = [await world.registered("operator", scopes=["clients.manage"]) for _ in range(2)]
    heads = [await world.headers(each) for each in pair]

    answers = await asyncio.gather(
        *(
            world.http.post(
                f"/v1/clients/{other.id}/revocation", json={"reason": "lost"}, headers=head
            )
            for other, head in zip(reversed(pair), heads, strict=True)
        )
    )

    assert sorted(answer.status_code for answer in answers) == [201, 409]
    states = [(await world.as_operator("GET", f"/v1/clients/{p.id}")).json() for p in pair]
    assert sorted(state["state"] for state in states) == ["active", "revoked"]


async def test_clients_are_found_by_whose_they_are_and_how_they_stand(world: World):
    mine, gone = [await world.registered(ENTERPRISE, scopes=["products.read"]) for _ in range(2)]
    path = f"/v1/clients/{gone.id}"
    await world.as_operator("POST", f"{path}/revocation", {"reason": "lost"})

    async def found(query: str) -> list[str]:
        page = (await world.as_operator("GET", f"/v1/clients?{query}")).json()
        return [item["id"] for item in page["items"]]

    changed = (await world.as_operator("GET", path)).json()["revoked_at"]
    assert set(await found(f"org={ENTERPRISE}")) >= {mine.id, gone.id}
    assert mine.id not in await found(f"org={ENTERPRISE}&state=revoked")
    assert gone.id in await found("role=enterprise&state=revoked")
    assert await found(f"q={mine.id.upper()}") == [mine.id]
    assert gone.id in await found(f"updated_since={changed}")
    assert mine.id not in await found(f"updated_since={changed}")
    assert await found("role=bank&updated_since=2999-01-01T00:00:00Z") == []


async def test_clients_are_listed_in_pages(world: World):
    for number in range(3):
        await world.as_operator(
            "PUT", f"/v1/clients/page-{number}", registration(Program(f"page-{number}"))
        )

    seen, cursor = [], ""
    while cursor is not None:
        page = await world.as_operator("GET", f"/v1/clients?limit=2{cursor}")
        seen += [client["id"] for client in page.json()["items"]]
        following = page.json()["next"]
        cursor = f"&cursor={following}" if following else None

    assert seen == sorted(seen)
    assert len(seen) == len(set(seen))
    assert {"operator", "page-0", "page-1", "page-2"} <= set(seen)


EC, P384, RSA = (
    ECKey.generate_key("P-256", {"kid": "k"}),
    ECKey.generate_key("P-384", {"kid": "k"}),
    RSAKey.generate_key(2048, {"kid": "k"}),
)
PUBLIC = EC.as_dict(private=False)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"jwks": {"keys": [EC.as_dict(private=True)]}}, "private-key-given"),
        ({"jwks": {"keys": [{"kty": "oct", "k": "c2VjcmV0", "kid": "k"}]}}, "private-key-given"),
        ({"jwks": {"keys": [P384.as_dict(private=False)]}}, "key-not-accepted"),
        ({"jwks": {"keys": [RSA.as_dict(private=True)]}}, "private-key-given"),
        ({"jwks": {"keys": [{**PUBLIC, "alg": "HS256"}]}}, "key-not-accepted"),
        ({"jwks": {"keys": [{**PUBLIC, "use": "enc"}]}}, "key-not-accepted"),
        ({"jwks": {"keys": [{**PUBLIC, "kid": ""}]}}, "key-not-accepted"),
        ({"jwks": {"keys": [PUBLIC, PUBLIC]}}, "key-not-accepted"),
        ({"jwks": {"keys": [{**PUBLIC, "x": PUBLIC["y"]}]}}, "key-not-accepted"),
        ({"jwks": {"keys": [{**PUBLIC, "x": 7}]}}, "key-not-accepted"),
        ({"jwks": {"keys": [{**PUBLIC, "kid": "a\x00b"}]}}, "request-invalid"),
        ({"jwks": {"keys": [{**PUBLIC, "x": "\x00é"}]}}, "request-invalid"),
        ({"jwks": {"keys": ["key"]}}, "key-not-accepted"),
        ({"org": "a\x00b"}, "request-invalid"),
        ({"person": {"id": "a\x00b", "name": "x"}}, "request-invalid"),
        ({"jwks": {"keys": []}}, "key-not-accepted"),
        ({"jwks": {}}, "key-not-accepted"),
        ({"jwks": None}, "credential-not-chosen"),
        ({"secret": "a-long-development-secret"}, "credential-not-chosen"),
        ({"scopes": ["clients.manage"]}, "scope-beyond-role"),
        ({"scopes": []}, "request-invalid"),
        ({"org": "91120116MA000000XX"}, "organisation-not-found"),
        ({"unknown": 1}, "request-invalid"),
    ],
)
async def test_a_wrong_registration_is_refused_and_echoes_no_key(
    world: World, changes: dict[str, Any], expected: str
):
    body = registration(Program("wrong"), **changes)

    answer = await world.as_operator("PUT", "/v1/clients/wrong", body)
    after = await world.as_operator("GET", "/v1/clients/wrong")

    assert kind(answer) == expected
    assert answer.status_code == (404 if expected == "organisation-not-found" else 422)
    assert str(EC.as_dict(private=True)["d"]) not in answer.text
    assert after.status_code == 404


async def test_an_endless_registration_is_refused(world: World):
    body = registration(Program("wrong"), secret="x" * 100_000)

    answer = await world.as_operator("PUT", "/v1/clients/wrong", body)

    assert answer.status_code == 413
    assert kind(answer) == "body-too-large"


async def test_an_endless_stream_is_refused_here_too(world: World):
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b" " * 10_000

    headers = await world.headers(world.operator) | {"Content-Type": "application/json"}

    answer = await world.http.put("/v1/clients/wrong", content=endless(), headers=headers)

    assert answer.status_code == 413
    assert kind(answer) == "body-too-large"


@pytest.mark.parametrize("cursor", ["x", "WyJhXHUwMDAwIl0", "WzFd", "W10"])
async def test_a_made_up_cursor_is_refused(world: World, cursor: str):
    answer = await world.as_operator("GET", f"/v1/clients?cursor={cursor}")

    assert answer.status_code == 422
    assert kind(answer) == "cursor-invalid"


async def test_others_cannot_manage_clients(world: World):
    enterprise = await world.registered(ENTERPRISE, scopes=["products.read"])

    answer = await world.http.get("/v1/clients", headers=await world.headers(enterprise))

    assert answer.status_code == 403
    assert kind(answer) == "scope-not-granted"


async def test_an_organisation_is_registered_and_shown(world: World):
    body = {"role": "bank", "name_zh": "示例银行", "name_en": "Sample Bank", "division": "120103"}

    put = await world.as_operator("PUT", "/v1/organisations/new-bank", body)
    got = await world.as_operator("GET", "/v1/organisations/new-bank")

    assert put.status_code == 200
    assert got.json() == {**body, "id": "new-bank", "sample": False}


@pytest.mark.parametrize(
    ("path", "changes", "expected"),
    [
        ("odd", {"role": "ministry"}, "role-unknown"),
        ("scjg", {}, "organisation-from-pack"),
        ("odd", {"division": "1201"}, "request-invalid"),
        ("-", {}, "request-invalid"),
    ],
)
async def test_a_wrong_organisation_is_refused(
    world: World, path: str, changes: dict[str, Any], expected: str
):
    body = {"role": "bank", "name_zh": "银行", "name_en": "Bank", **changes}

    answer = await world.as_operator("PUT", f"/v1/organisations/{path}", body)

    assert kind(answer) == expected


async def test_the_pack_brings_the_agencies(world: World):
    answer = await world.as_operator("GET", "/v1/organisations/scjg-120116")

    assert answer.json()["role"] == "district-market-regulator"
    assert answer.json()["division"] == "120116"


async def test_an_enterprise_is_registered_under_a_credit_code_only(world: World):
    body = {"role": "enterprise", "name_zh": "企业", "name_en": "Enterprise"}

    answer = await world.as_operator("PUT", f"/v1/organisations/{'0' * 18}", body)

    assert answer.status_code == 422
    assert kind(answer) == "organisation-id-invalid"
