"""Certificates through the API: granted, suspended, reinstated, withdrawn, expired."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from certification.certificates.store import signatures
from certification.values.domain.calendar import add_months
from chassis import clock
from contracts.certification import (
    CertificateReinstated,
    CertificateSuspended,
    CertificateWithdrawn,
    Scheme,
)
from tests.certification.conftest import DECIDER, PASSED, problem
from tests.certification.samples import BODY, ENTERPRISE, OTHER_BODY, OTHER_ENTERPRISE


def suspension(days=30, **changes):
    until = (clock.now() + timedelta(days=days)).isoformat()
    return {"reason_code": "0201", "until": until, "note_zh": "未按期接受监督", **changes}


WITHDRAWAL = {"reason_code": "0209", "note_zh": "逾期未整改"}


async def read(certification, number):
    return (
        await certification.get(f"/v1/certificates/{number}", certification.as_enterprise())
    ).json()


async def test_numbers_follow_each_other_without_a_gap(certification):
    year = datetime.now(UTC).year
    id = await certification.reviewed()
    refused = await certification.step(id, "decision")

    numbers = [await certification.granted() for _ in range(2)]

    assert refused.status_code == 403
    assert numbers == [f"2099901-CFP-{year}-0000{n}" for n in (1, 2)]


async def test_a_decision_that_crashes_leaves_no_gap(certification, monkeypatch):
    id = await certification.reviewed()

    async def power_cut(*_):
        raise RuntimeError("power cut")

    with monkeypatch.context() as broken:
        broken.setattr(signatures, "await_signature", power_cut)
        crashed = await certification.step(id, "decision", person=DECIDER)
    decided = await certification.step(id, "decision", person=DECIDER)

    assert crashed.status_code == 500
    problem(crashed, "internal-error")
    assert decided.json()["certificate_number"].endswith("-00001")


async def test_decisions_at_the_same_moment_share_no_number_and_no_place(certification):
    ids = [await certification.reviewed() for _ in range(3)]

    await asyncio.gather(*(certification.step(id, "decision", person=DECIDER) for id in ids))

    listed = await certification.get("/v1/certificates", certification.as_enterprise())
    found = listed.json()["items"]
    assert sorted(item["number"][-5:] for item in found) == ["00001", "00002", "00003"]
    assert len({item["status_index"] for item in found}) == 3


async def test_a_certificate_lives_for_the_rules_two_years(shared):
    certificate = await read(shared, await shared.issued())

    start = datetime.fromisoformat(certificate["valid_from"])
    until = datetime.fromisoformat(certificate["valid_until"])
    assert timedelta() < add_months(start, 24) - until < timedelta(days=1)
    assert until.hour == 16  # Midnight in Beijing.
    assert certificate["state"] == "valid"
    assert certificate["state_code"] == "01"
    assert certificate["state_name"] == {"zh": "有效", "en": "valid"}


async def test_a_certificate_is_found_by_number_in_either_case_and_by_id(shared):
    number = await shared.issued()
    certificate = await read(shared, number)

    assert await read(shared, certificate["id"]) == certificate
    assert await read(shared, number.lower()) == certificate


async def test_a_suspension_is_told_to_everyone_who_relies_on_it(certification):
    number = await certification.issued()

    response = await certification.acts(number, "suspension", suspension())

    assert response.status_code == 201
    assert response.json()["state"] == "suspended"
    (event,) = await certification.published(CertificateSuspended)
    assert event.certificate_number == number
    assert event.reason_code == "0201"


@pytest.mark.clause("C20")
async def test_a_reinstated_certificate_is_valid_again(shared):
    number = await shared.issued()
    await shared.acts(number, "suspension", suspension())

    response = await shared.acts(number, "reinstatement", {"note_zh": "整改完成"})

    assert response.json()["state"] == "valid"
    assert [act["kind"] for act in response.json()["acts"]] == ["suspension", "reinstatement"]
    assert len(await shared.published(CertificateReinstated)) == 1


@pytest.mark.clause("C20")
async def test_a_withdrawal_is_final(certification):
    number = await certification.issued()
    withdrawn = await certification.acts(number, "withdrawal", WITHDRAWAL)

    again = await certification.acts(number, "withdrawal", WITHDRAWAL)
    suspended = await certification.acts(number, "suspension", suspension())
    reinstated = await certification.acts(number, "reinstatement", {"note_zh": "恢复"})
    surveyed = await certification.acts(number, "surveillance", PASSED)

    assert withdrawn.json()["state"] == "withdrawn"
    for refused in (again, suspended, reinstated, surveyed):
        assert refused.status_code == 409
        assert "撤销" in problem(refused, "certificate-no-longer-in-force")["zh"]
    assert len(await certification.published(CertificateWithdrawn)) == 1


@pytest.mark.clause("C20")
async def test_an_expired_certificate_says_so_and_allows_nothing(certification):
    number = await certification.issued()

    with time_machine.travel(add_months(clock.now(), 24), tick=True):
        refused = await certification.acts(number, "withdrawal", WITHDRAWAL)

    assert refused.status_code == 409
    assert "过期" in problem(refused, "certificate-no-longer-in-force")["zh"]


async def test_after_a_withdrawal_the_footprint_may_be_certified_anew(certification):
    number = await certification.issued()
    calculation = (await read(certification, number))["calculation_id"]
    open_still = await certification.applies(calculation)
    await certification.acts(number, "withdrawal", WITHDRAWAL)

    assert open_still.status_code == 409
    assert (await certification.applies(calculation)).status_code == 201


async def test_surveillance_is_recorded_in_the_file_as_often_as_it_happens(shared):
    number = await shared.issued()

    await shared.acts(number, "surveillance", PASSED)
    response = await shared.acts(number, "surveillance", {**PASSED, "outcome": "failed"})

    assert response.status_code == 201
    assert [s["outcome"] for s in response.json()["steps"][-2:]] == ["passed", "failed"]
    assert (await read(shared, number))["state"] == "suspended"


@pytest.mark.parametrize(
    ("act", "body"),
    [
        ("suspension", suspension()),
        ("reinstatement", {"note_zh": "恢复"}),
        ("withdrawal", WITHDRAWAL),
        ("surveillance", PASSED),
    ],
)
async def test_only_the_issuing_body_acts_on_its_certificates(shared, act, body):
    number = await shared.issued()

    foreign = await shared.acts(number, act, body, org=OTHER_BODY)
    nameless = await shared.acts(number, act, body, person="")

    assert foreign.status_code == 404
    problem(foreign, "certificate-not-found")
    assert nameless.status_code == 403


@pytest.mark.parametrize(
    ("act", "body"),
    [
        ("suspension", {"note_zh": "暂停", "until": "2099-01-01T00:00:00Z"}),
        ("suspension", {**suspension(), "reason_code": "0209"}),
        ("suspension", {**suspension(), "until": "2026-12-01T00:00:00"}),
        ("suspension", {"reason_code": "0201", "note_zh": "暂停"}),
        ("withdrawal", {"note_zh": "撤销"}),
        ("withdrawal", {**WITHDRAWAL, "reason_code": "9999"}),
        ("reinstatement", {}),
    ],
)
async def test_a_malformed_act_is_explained_and_leaves_nothing(shared, act, body):
    number = await shared.issued()

    response = await shared.acts(number, act, body)

    assert response.status_code == 422
    problem(response, "request-invalid")
    assert (await read(shared, number))["acts"] == []


@pytest.mark.parametrize("days", [-1, 200])
async def test_a_suspension_must_end_in_time(shared, days):
    response = await shared.acts(await shared.issued(), "suspension", suspension(days))

    assert response.status_code == 422
    problem(response, "suspension-end-misplaced")


@pytest.mark.parametrize(
    ("org", "role", "unsigned", "signed"),
    [
        (ENTERPRISE, "enterprise", 1, 1),
        (OTHER_ENTERPRISE, "enterprise", 0, 0),
        (BODY, "certification-body", 1, 1),
        (OTHER_BODY, "certification-body", 0, 0),
        ("scjg", "market-regulator", 1, 1),
        ("scjg-120116", "district-market-regulator", 1, 1),
        ("scjg-120113", "district-market-regulator", 0, 0),
        ("sample-bank", "bank", 0, 1),
        ("sthj", "ecology-environment", 0, 1),
        ("sthj-120116", "district-ecology-environment", 0, 1),
        ("sthj-120113", "district-ecology-environment", 0, 0),
    ],
)
async def test_third_parties_see_a_certificate_once_it_is_signed(
    certification, org, role, unsigned, signed
):
    headers = certification.as_(org, role)
    await certification.granted()
    before = (await certification.get("/v1/certificates", headers)).json()["items"]
    await certification.announces()
    await certification.signs()

    after = (await certification.get("/v1/certificates", headers)).json()["items"]

    assert (len(before), len(after)) == (unsigned, signed)


async def test_pages_hold_every_certificate_once_newest_first(certification):
    numbers = [await certification.granted() for _ in range(3)]
    headers = certification.as_body(DECIDER)
    first = (await certification.get("/v1/certificates?limit=2", headers)).json()

    path = f"/v1/certificates?limit=2&cursor={first['next']}"
    second = (await certification.get(path, headers)).json()

    found = [item["number"] for item in first["items"] + second["items"]]
    assert found == numbers[::-1]
    assert second["next"] is None


async def test_an_unknown_certificate_and_a_strange_name_are_explained(shared):
    headers = shared.as_enterprise()

    missing = await shared.get("/v1/certificates/2099901-CFP-2026-99999", headers)
    strange = await shared.get("/v1/certificates/%00%27", headers)

    assert missing.status_code == 404
    problem(missing, "certificate-not-found")
    assert strange.status_code == 422


async def test_the_own_scheme_of_the_body_is_kept_apart(shared):
    response = await shared.applies(await shared.has_footprint(), scheme=Scheme.CB_OWN.value)

    assert response.json()["scheme"] == "CB_OWN"
