"""An organisation takes part without writing to anybody: it proposes itself, two people agree."""

from typing import Any

import httpx
import pytest

from gateway.proxy.domain.rates import Buckets
from tests.gateway.clients.office import Office
from tests.gateway.world import Program

CODE = "91120116MA0000007N"


def proposal(program: Program, **changes: Any) -> dict[str, Any]:
    body = {
        "name_zh": "示例省市场监督管理局",
        "name_en": "Sample Province Market Regulation Bureau",
        "credit_code": CODE,
        "role": "partner-region",
        "division": "370000",
        "contact": {"name": "示例联系人", "email": "liaison@example.cn"},
        "documents": [{"name": "letter.pdf", "sha256": "0" * 64}],
        "jwks": program.jwks,
    }
    return {**body, **changes}


def kind(answer: Any) -> str:
    return str(answer.json()["type"]).rpartition(":")[2]


async def proposed(office: Office, program: Program, **changes: Any) -> tuple[str, dict[str, str]]:
    answer = await office.world.http.post("/v1/enrolments", json=proposal(program, **changes))
    assert answer.status_code == 201, answer.text
    path = f"/v1/enrolments/{answer.json()['id']}"
    assert answer.headers["location"] == f"{path}/progress"
    return path, {"Enrolment-Receipt": answer.json()["receipt"]}


async def progress(office: Office, path: str, receipt: dict[str, str]) -> httpx.Response:
    return await office.world.http.get(f"{path}/progress", headers=receipt)


def approval(program: Program, **changes: Any) -> dict[str, Any]:
    body = {"org": program.id, "client_id": program.id, "role": "partner-region"}
    return {**body, **changes}


async def test_a_new_partner_region_gets_in_by_its_own_proposal_and_two_operators(office: Office):
    region = Program("shandong")
    path, receipt = await proposed(office, region)

    approved = await office.first("POST", f"{path}/approval", approval(region))
    own = await office.first("POST", f"{approved.headers['location']}/confirmation")
    waiting = (await progress(office, path, receipt)).json()
    await office.confirms(approved)
    after = (await progress(office, path, receipt)).json()

    assert (approved.status_code, kind(own)) == (202, "needs-another-person")
    assert (waiting["state"], waiting["client_id"]) == ("proposed", None)
    assert (after["state"], after["client_id"]) == ("approved", "shandong")
    scopes = (await office.world.ask_token(region)).json()["scope"].split()
    assert "subscriptions.write" in scopes
    organisation = (await office.first("GET", "/v1/organisations/shandong")).json()
    assert organisation["role"] == "partner-region"
    assert organisation["name_zh"] == "示例省市场监督管理局"


async def test_a_refused_applicant_reads_why(office: Office):
    program = Program("unsealed")
    path, receipt = await proposed(office, program)

    refused = await office.first("POST", f"{path}/refusal", {"reason": "no seal"})
    late = await office.first("POST", f"{path}/approval", approval(program))

    assert refused.status_code == 201
    told = (await progress(office, path, receipt)).json()
    assert (told["state"], told["reason"]) == ("refused", "no seal")
    assert (late.status_code, kind(late)) == (409, "enrolment-already-decided")


async def test_what_was_withdrawn_meanwhile_is_not_confirmed(office: Office):
    program = Program("withdrawn")
    path, receipt = await proposed(office, program)
    approved = await office.first("POST", f"{path}/approval", approval(program))

    withdrawn = await office.world.http.post(f"{path}/withdrawal", headers=receipt)
    confirmed = await office.confirms(approved)

    assert withdrawn.json()["state"] == "withdrawn"
    assert (confirmed.status_code, kind(confirmed)) == (409, "enrolment-already-decided")
    assert (await office.world.ask_token(program)).status_code == 400


async def test_only_the_receipt_opens_an_enrolment(office: Office):
    path, _ = await proposed(office, Program("a"))
    _, other = await proposed(office, Program("b"))

    strange = await progress(office, path, other)
    without = await office.world.http.get(f"{path}/progress")
    listed = await office.world.http.get("/v1/enrolments")

    assert (strange.status_code, kind(strange)) == (404, "enrolment-not-found")
    assert (without.status_code, listed.status_code) == (422, 401)


async def test_operators_see_who_asks_and_the_thumbprints_of_the_keys(office: Office):
    program = Program("seen")
    path, _ = await proposed(office, program)

    seen = (await office.first("GET", path)).json()
    newest = (await office.first("GET", "/v1/enrolments?state=proposed&limit=1")).json()["items"]

    assert seen["contact"]["email"] == "liaison@example.cn"
    assert seen["keys"] == [{"kid": "seen-1", "thumbprint": program.key.thumbprint()}]
    assert newest == [seen]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"credit_code": "91120116MA0000007M"}, "applicant-code-invalid"),
        ({"role": "operator"}, "role-unknown"),
        ({"role": "emperor"}, "role-unknown"),
        ({"jwks": {"keys": []}}, "key-not-accepted"),
        ({"documents": [{"name": "x", "sha256": "no"}]}, "request-invalid"),
        ({"scopes": ["clients.manage"]}, "request-invalid"),
    ],
)
async def test_a_proposal_that_cannot_be_is_refused(office: Office, changes: Any, expected: str):
    answer = await office.world.http.post(
        "/v1/enrolments", json=proposal(Program("wrong"), **changes)
    )

    assert (answer.status_code, kind(answer)) == (422, expected)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"client_id": "operator"}, "client-taken"),
        ({"org": "fgw"}, "organisation-of-another-role"),
        ({"role": "enterprise"}, "organisation-id-invalid"),
        ({"scopes": ["clients.manage"]}, "scope-beyond-role"),
    ],
)
async def test_an_approval_that_cannot_be_is_refused(office: Office, changes: Any, expected: str):
    program = Program("cannot-be")
    path, _ = await proposed(office, program)

    answer = await office.first("POST", f"{path}/approval", approval(program, **changes))

    assert kind(answer) == expected


async def test_one_address_proposes_a_few_times_in_an_hour(office: Office):
    admission = office.world.app._admission
    before, admission._rare = admission._rare, Buckets("rare", 10 / 3600, 5)
    body = proposal(Program("often"), role="emperor")

    answers = [await office.world.http.post("/v1/enrolments", json=body) for _ in range(6)]
    admission._rare = before

    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert int(answers[-1].headers["retry-after"]) == 360
