"""A client replaces its own keys with an overlap, and is never without one."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from joserfc.jwk import ECKey

from gateway.clients.domain.keys import public_keys
from gateway.clients.domain.refusals import KeyNotAccepted, LastKeyKept
from tests.gateway.world import Program, World

ENTERPRISE = "91120116MA0000007N"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
KEYS = "/v1/clients/me/keys"


async def asks(world: World, who: Program, method: str, path: str, body: Any = None) -> Any:
    return await world.http.request(method, path, json=body, headers=await world.headers(who))


def kind(answer: Any) -> str:
    return str(answer.json()["type"]).rpartition(":")[2]


def another(program: Program, kid: str) -> Program:
    """The same client with another key."""
    other = Program(program.id)
    other.key = ECKey.generate_key("P-256", {"kid": kid})
    return other


async def test_a_client_replaces_its_key_with_an_overlap(world: World):
    old = await world.registered(ENTERPRISE, scopes=["products.read"])
    new = another(old, "next")

    added = await asks(world, old, "POST", KEYS, {"jwk": new.jwks["keys"][0]})
    both = [(await world.ask_token(each)).status_code for each in (old, new)]
    retired = await asks(world, new, "POST", f"{KEYS}/retirement", {"kid": old.key.kid})
    after = [(await world.ask_token(each)).status_code for each in (old, new)]

    assert (added.status_code, added.headers["location"]) == (201, KEYS)
    assert added.json()["thumbprint"] == new.key.thumbprint()
    assert retired.status_code == 201
    assert (both, after) == ([200, 200], [400, 200])
    listed = (await asks(world, new, "GET", KEYS)).json()["items"]
    assert {key["kid"]: key["ends_at"] is None for key in listed} == {
        old.key.kid: False,
        "next": True,
    }


async def test_the_last_key_without_an_end_is_kept(world: World):
    program = await world.registered(ENTERPRISE, scopes=["products.read"])
    later = (datetime.now(UTC) + timedelta(days=1)).isoformat()

    only = await asks(
        world, program, "POST", f"{KEYS}/retirement", {"kid": program.key.kid, "at": later}
    )
    strange = await asks(world, program, "POST", f"{KEYS}/retirement", {"kid": "no-such"})

    assert (only.status_code, kind(only)) == (409, "last-key-kept")
    assert (strange.status_code, kind(strange)) == (404, "key-not-found")


async def test_a_key_ends_when_it_is_said_to_and_not_in_the_past(world: World):
    program = await world.registered(ENTERPRISE, scopes=["products.read"])
    await asks(world, program, "POST", KEYS, {"jwk": another(program, "next").jwks["keys"][0]})
    end = datetime.now(UTC).replace(microsecond=0) + timedelta(days=1)
    path, kid = f"{KEYS}/retirement", program.key.kid

    over = await asks(world, program, "POST", path, {"kid": kid, "at": "2020-01-01T00:00:00Z"})
    retired = await asks(world, program, "POST", path, {"kid": kid, "at": end.isoformat()})

    assert (over.status_code, kind(over)) == (422, "end-in-the-past")
    assert datetime.fromisoformat(retired.json()["ends_at"]) == end
    assert (await world.ask_token(program)).status_code == 200


async def test_a_client_sees_itself_and_its_changes_are_on_record(world: World):
    program = await world.registered(ENTERPRISE, scopes=["products.read"])
    await asks(world, program, "POST", KEYS, {"jwk": another(program, "next").jwks["keys"][0]})

    own = (await asks(world, program, "GET", "/v1/clients/me")).json()
    changes = await world.as_operator("GET", f"/v1/changes?subject={program.id}")

    assert (own["id"], own["scopes"]) == (program.id, ["products.read"])
    last, first = changes.json()["items"]
    assert (last["kind"], last["proposed_by"]) == ("keys", program.id)
    assert (first["kind"], first["proposed_by"]) == ("registration", world.operator.id)


def jwk(kid: str) -> dict[str, Any]:
    return ECKey.generate_key("P-256", {"kid": kid}).as_dict(private=False)


def test_an_ended_key_makes_room_for_another():
    keys = public_keys({"keys": [jwk(f"k-{number}") for number in range(8)]})

    with pytest.raises(KeyNotAccepted):
        keys.with_another(jwk("ninth"), NOON)
    room = keys.retired("k-0", NOON).with_another(jwk("ninth"), NOON)

    assert [key.key.kid for key in room.held] == [f"k-{n}" for n in range(1, 8)] + ["ninth"]


def test_keys_never_all_end_at_whatever_moments():
    keys = public_keys({"keys": [jwk("a"), jwk("b")]}).retired("a", NOON)

    with pytest.raises(LastKeyKept):
        keys.retired("b", NOON + timedelta(days=3650))
    assert [key.kid for key in keys.at(NOON - timedelta(seconds=1))] == ["a", "b"]
    assert [key.kid for key in keys.at(NOON)] == ["b"]


def test_a_registered_set_sets_no_ends():
    [kept] = json.loads(public_keys({"keys": [{**jwk("a"), "exp": 10**30}]}).document)["keys"]

    assert "exp" not in kept
