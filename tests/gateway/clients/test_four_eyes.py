"""What two operators decide together, and what one may do alone."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from gateway.clients.domain.changes import Actor, Change, ChangeKind, base_of
from gateway.clients.domain.clients import Organisation
from gateway.clients.domain.refusals import ChangeExpired, NeedsAnotherPerson, OperatorNotNamed
from tests.gateway.clients.office import Office, registration
from tests.gateway.world import Program, World

BODY = "CNCA-R-2099-901"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def kind(answer: Any) -> str:
    return str(answer.json()["type"]).rpartition(":")[2]


async def test_one_operator_alone_registers_nobody(office: Office):
    program = Program("ghost")
    person = {"id": "ghost", "name": "ghost"}
    body = registration(program, org=BODY, person=person, scopes=["certification.decide"])

    proposed = await office.first("PUT", "/v1/clients/ghost", body)
    own = await office.first("POST", f"{proposed.headers['location']}/confirmation")

    assert proposed.status_code == 202
    assert proposed.json()["state"] == "proposed"
    assert (own.status_code, kind(own)) == (403, "needs-another-person")
    assert (await office.world.ask_token(program)).status_code == 400
    assert (await office.first("GET", "/v1/clients/ghost")).status_code == 404


async def test_what_another_confirms_takes_effect(office: Office):
    program = Program("agreed")

    proposed = await office.first("PUT", "/v1/clients/agreed", registration(program))
    confirmed = await office.confirms(proposed)
    again = await office.confirms(proposed)

    assert confirmed.json()["state"] == "confirmed"
    assert confirmed.json()["decided_by"] == office.second.id
    assert confirmed.json()["keys"] == [{"kid": "agreed-1", "thumbprint": program.key.thumbprint()}]
    assert (await office.world.ask_token(program)).status_code == 200
    assert (again.status_code, kind(again)) == (409, "change-already-decided")


async def test_a_key_is_not_replaced_by_one_operator_alone(office: Office):
    program = await office.registered()
    thief = Program(program.id)

    await office.first("PUT", f"/v1/clients/{program.id}", registration(thief))

    assert (await office.world.ask_token(thief)).status_code == 400
    assert (await office.world.ask_token(program)).status_code == 200


async def test_a_change_of_what_has_changed_since_is_not_confirmed(office: Office):
    program = await office.registered()
    path = f"/v1/clients/{program.id}"
    proposals = [
        await office.first("PUT", path, registration(program, scopes=[scope]))
        for scope in ("rules.read", "factors.read")
    ]

    first, second = [await office.confirms(each) for each in proposals]

    assert first.status_code == 201
    assert (second.status_code, kind(second)) == (409, "change-outdated")
    assert (await office.first("GET", path)).json()["scopes"] == ["rules.read"]


async def test_a_refused_change_comes_to_nothing(office: Office):
    program = Program("unwanted")
    path, reason = "/v1/clients/unwanted", {"reason": "not their key"}

    refused = await office.first("PUT", path, registration(program))
    withdrawn = await office.first("PUT", path, registration(program))
    by_other = await office.other("POST", f"{refused.headers['location']}/refusal", reason)
    by_self = await office.first("POST", f"{withdrawn.headers['location']}/refusal", reason)

    assert (by_other.json()["state"], by_self.json()["state"]) == ("refused", "withdrawn")
    assert kind(await office.confirms(refused)) == "change-already-decided"
    assert (await office.first("GET", path)).status_code == 404


async def test_one_suspends_at_once_and_two_reinstate(office: Office):
    program = await office.registered()
    path, reason = f"/v1/clients/{program.id}", {"reason": "key lost?"}
    held = await office.world.headers(program)

    suspended = await office.first("POST", f"{path}/suspension", reason)
    status = await until_refused(office.world, held)
    without = await office.world.ask_token(program)
    back = await office.first("POST", f"{path}/reinstatement", {"reason": "found"})
    still = (await office.first("GET", path)).json()["state"]
    await office.confirms(back)

    assert (suspended.status_code, suspended.json()["state"]) == (201, "suspended")
    record = (await office.first("GET", f"/v1/changes?subject={program.id}")).json()["items"]
    assert [change["kind"] for change in record] == ["reinstatement", "suspension", "registration"]
    assert record[1]["decided_by"] == office.world.operator.id
    assert (status, without.status_code) == (401, 400)
    assert (back.status_code, still) == (202, "suspended")
    assert (await office.world.ask_token(program)).status_code == 200


async def until_refused(world: World, headers: dict[str, str]) -> int:
    """The status of a protected route once the gateway has read that the client is suspended."""
    async with asyncio.timeout(5):
        while True:
            answer = await world.http.get("/v1/clients", headers=headers)
            if answer.status_code != 403:
                return answer.status_code


async def test_two_revoke(office: Office):
    program = await office.registered()
    path = f"/v1/clients/{program.id}"

    proposed = await office.first("POST", f"{path}/revocation", {"reason": "gone"})
    meanwhile = await office.world.ask_token(program)
    await office.confirms(proposed)

    assert (proposed.status_code, meanwhile.status_code) == (202, 200)
    assert (await office.world.ask_token(program)).status_code == 400
    assert (await office.first("GET", path)).json()["state"] == "revoked"


async def test_nobody_confirms_his_own_end_nor_suspends_himself(office: Office):
    path, reason = f"/v1/clients/{office.second.id}", {"reason": "tired"}

    proposed = await office.first("POST", f"{path}/revocation", reason)
    own = await office.confirms(proposed)
    suspended = await office.other("POST", f"{path}/suspension", reason)

    assert kind(own) == kind(suspended) == "own-client-kept"


async def test_nobody_takes_his_right_away_by_the_role_of_his_organisation(office: Office):
    names = {"name_zh": "第二运维", "name_en": "Second operations"}
    put = await office.first("PUT", "/v1/organisations/ops-2", {"role": "operator", **names})
    assert (await office.confirms(put)).status_code == 201
    third = Program("third")
    body = registration(third, org="ops-2", scopes=["clients.manage"])
    await office.confirms(await office.first("PUT", "/v1/clients/third", body))
    demoted = {"role": "agency", **names}

    own = await office.asks(third, "PUT", "/v1/organisations/ops-2", demoted)

    assert (own.status_code, kind(own)) == (409, "own-client-kept")


async def test_a_change_whose_proposer_is_gone_is_not_confirmed(office: Office):
    gone = Program("gone")
    person = {"id": "zhao", "name": "zhao"}
    body = registration(gone, org="operator", scopes=["clients.manage"], person=person)
    await office.confirms(await office.first("PUT", "/v1/clients/gone", body))
    proposed = await office.asks(gone, "PUT", "/v1/clients/late", registration(Program("late")))
    await office.first("POST", "/v1/clients/gone/suspension", {"reason": "left"})

    late = await office.confirms(proposed)

    assert (late.status_code, kind(late)) == (409, "proposer-gone")


async def test_changes_are_listed_by_what_became_of_them(office: Office):
    program = await office.registered()

    listed = await office.first("GET", f"/v1/changes?subject={program.id}&state=confirmed&limit=1")

    [change] = listed.json()["items"]
    assert (change["kind"], change["proposed_by"]) == ("registration", "operator")
    assert (await office.first("GET", f"/v1/changes/{change['id']}")).json() == change


def proposal(by: Actor) -> Change:
    wanted = Organisation("fgw", "agency", "甲", "A", None, False)
    return Change(uuid4(), ChangeKind.ORGANISATION, wanted, None, base_of(None), by, NOON)


def test_two_clients_of_one_person_are_one_pair_of_eyes():
    change = proposal(Actor("a", person="wang"))

    with pytest.raises(NeedsAnotherPerson):
        change.confirmed(Actor("b", person="wang"), NOON, None)
    assert change.confirmed(Actor("b", person="li"), NOON, None).state == "confirmed"


@pytest.mark.parametrize(("first", "second"), [(None, None), ("wang", None), (None, "li")])
def test_clients_that_stand_for_nobody_are_no_pair_of_eyes(first, second):
    change = proposal(Actor("a", person=first))

    with pytest.raises(OperatorNotNamed):
        change.confirmed(Actor("b", person=second), NOON, None)


async def test_nobody_proposes_without_a_name(office: Office, world: World):
    unnamed = await world.registered("operator", scopes=["clients.manage"])
    wanted = registration(Program("nameless"))

    refused = await office.asks(unnamed, "PUT", "/v1/clients/nameless", wanted)

    assert (refused.status_code, kind(refused)) == (403, "operator-not-named")


def test_a_change_is_confirmed_within_fourteen_days():
    change, other = proposal(Actor("a", person="wang")), Actor("b", person="li")
    end = NOON + timedelta(days=14)

    assert change.confirmed(other, end - timedelta(seconds=1), None).state == "confirmed"
    with pytest.raises(ChangeExpired):
        change.confirmed(other, end, None)
