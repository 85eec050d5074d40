"""Applying, the eight steps through the API, and who sees what."""

import asyncio
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert

from chassis import clock
from chassis.reconciling import difference
from contracts.certification import ApplicationSubmitted
from tests.certification.conftest import DECIDER, PASSED, REVIEWER, STEPS, problem
from tests.certification.samples import BODY, ENTERPRISE, OTHER_BODY, OTHER_ENTERPRISE, SEAL

FAILED = {**PASSED, "outcome": "failed"}


VERIFIED = {**PASSED, "recomputed_seal": SEAL}


async def test_applying_tells_accounting_that_the_body_may_read_the_calculation(certification):
    calculation = await certification.has_footprint()

    response = await certification.applies(calculation)

    assert response.status_code == 201
    answer = response.json()
    assert answer["next_step"] == "acceptance"
    assert answer["rule_version"] == "2025.1"
    (event,) = await certification.published(ApplicationSubmitted)
    assert event.application_id == UUID(answer["id"])
    assert (event.calculation_id, event.body) == (calculation, BODY)


async def test_a_footprint_that_has_not_arrived_yet_may_be_asked_for_again(shared):
    response = await shared.applies(uuid4())

    assert response.status_code == 404
    assert "重试" in problem(response, "footprint-not-found")["zh"]


async def test_nobody_applies_with_the_footprint_of_another_enterprise(certification):
    calculation = await certification.has_footprint()

    response = await certification.applies(calculation, org=OTHER_ENTERPRISE)

    assert response.status_code == 404
    problem(response, "footprint-not-found")
    assert await certification.published(ApplicationSubmitted) == []


async def test_a_body_outside_the_regions_list_is_refused(shared):
    response = await shared.applies(await shared.has_footprint(), body="CNCA-R-2002-001")

    assert response.status_code == 422
    problem(response, "body-not-approved")


async def test_a_category_without_rules_is_refused(shared):
    response = await shared.applies(await shared.has_footprint(category="bicycle"))

    assert response.status_code == 422
    problem(response, "category-unknown")


async def test_a_footprint_under_another_rule_version_is_sent_back(shared):
    response = await shared.applies(await shared.has_footprint(rule_version="2024.1"))

    assert response.status_code == 409
    problem(response, "footprint-under-other-rule")


async def test_a_second_application_for_the_same_footprint_is_refused(shared):
    calculation = await shared.has_footprint()
    first = await shared.applies(calculation)

    second = await shared.applies(calculation)

    assert second.status_code == 409
    assert first.json()["id"] in problem(second, "application-still-open")["zh"]


async def test_of_two_applications_at_the_same_moment_one_is_filed(certification):
    calculation = await certification.has_footprint()

    answers = await asyncio.gather(*(certification.applies(calculation) for _ in range(4)))

    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    assert len(await certification.published(ApplicationSubmitted)) == 1


async def test_after_a_refusal_the_enterprise_may_apply_again(shared):
    calculation = await shared.has_footprint()
    id = (await shared.applies(calculation)).json()["id"]
    await shared.step(id, "acceptance", FAILED)

    assert (await shared.applies(calculation)).status_code == 201


async def test_a_repeated_idempotency_key_files_one_application(certification):
    calculation = await certification.has_footprint()
    request = {"calculation_id": str(calculation), "body": BODY, "scheme": "CB_OWN"}
    headers = certification.as_enterprise() | {"Idempotency-Key": "one"}

    first = await certification.post("/v1/applications", request, headers)
    second = await certification.post("/v1/applications", request, headers)

    assert first.json() == second.json()
    assert len(await certification.published(ApplicationSubmitted)) == 1


@pytest.mark.clause("C20")
async def test_the_steps_lead_to_a_certificate(shared):
    id = await shared.reviewed()

    response = await shared.step(id, "decision", person=DECIDER)

    assert response.status_code == 201
    case = response.json()
    assert [step["step"] for step in case["steps"]] == [
        "application",
        "acceptance",
        "planning",
        "document-review",
        "on-site-inspection",
        "footprint-verification",
        "decision",
    ]
    assert case["steps"][-1]["person"] == DECIDER
    assert case["next_step"] == "surveillance"
    assert case["certificate_number"].startswith("2099901-CFP-")


@pytest.mark.clause("C20")
@pytest.mark.parametrize("name", [*STEPS[1:], "footprint-verification", "decision"])
async def test_no_step_can_be_skipped(shared, name):
    id = await shared.has_application()
    body = VERIFIED if name == "footprint-verification" else PASSED

    response = await shared.step(id, name, body)

    assert response.status_code == 409
    assert "受理" in problem(response, "step-out-of-turn")["zh"]


async def test_no_step_can_be_repeated(shared):
    id = await shared.has_application()
    await shared.step(id, "acceptance")

    response = await shared.step(id, "acceptance")

    assert response.status_code == 409
    problem(response, "step-already-recorded")


async def test_of_two_people_who_record_a_step_at_once_one_succeeds(shared):
    id = await shared.has_application()

    answers = await asyncio.gather(*(shared.step(id, "acceptance") for _ in range(4)))

    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]


async def test_a_negative_step_ends_the_procedure(shared):
    id = await shared.has_application()
    ended = await shared.step(id, "acceptance", FAILED)

    response = await shared.step(id, "plan")

    assert ended.json()["next_step"] is None
    assert response.status_code == 409
    problem(response, "procedure-ended")


@pytest.mark.parametrize(("asked", "status"), [(0, 201), (1, 409)], ids=["on its way", "gone"])
async def test_a_calculation_that_accounting_lost_is_not_certified(certification, asked, status):
    id = await certification.reviewed()
    row = {
        "kind": "footprints",
        "key": UUID((await case_of(certification, id))["calculation_id"]),
        "source": "accounting",
        "subject": "footprint",
        "here": "5e" * 32,
        "there": None,
        "found_at": clock.now(),
        "asked": asked,
    }
    async with certification.database.transaction() as tx:
        await tx.execute(insert(difference).values(row))

    response = await certification.step(id, "decision", person=DECIDER)

    assert response.status_code == status
    if status == 409:
        problem(response, "footprint-lost")
        refused = await case_of(certification, id)
        assert (refused["next_step"], refused["certificate_number"]) == ("decision", None)
        assert (await certification.step(id, "decision", FAILED, person=DECIDER)).status_code == 201


async def test_a_negative_decision_grants_nothing(certification):
    id = await certification.reviewed()

    response = await certification.step(id, "decision", FAILED, person=DECIDER)

    assert response.status_code == 201
    assert response.json()["certificate_number"] is None
    assert not await certification.signs()


@pytest.mark.clause("C20")
async def test_a_reviewer_cannot_decide(shared):
    id = await shared.reviewed()

    response = await shared.step(id, "decision", person=REVIEWER)

    assert response.status_code == 403
    problem(response, "decider-reviewed-the-case")
    assert (await shared.step(id, "decision", person=DECIDER)).status_code == 201


async def test_a_step_needs_a_named_person(shared):
    id = await shared.has_application()

    response = await shared.step(id, "acceptance", person=None)

    assert response.status_code == 403
    problem(response, "person-not-named")


async def test_a_wrong_recomputed_seal_is_refused_and_leaves_nothing(shared):
    id = await shared.has_application()
    for name in STEPS:
        await shared.step(id, name)

    wrong = await shared.step(id, "footprint-verification", {**PASSED, "recomputed_seal": "0" * 64})
    missing = await shared.step(id, "footprint-verification", PASSED)

    assert wrong.status_code == 409
    assert SEAL in problem(wrong, "seal-does-not-match")["zh"]
    problem(missing, "recomputed-seal-missing")
    case = await shared.get(f"/v1/applications/{id}", shared.as_body())
    assert case.json()["next_step"] == "footprint-verification"


async def test_another_body_finds_no_such_application(shared):
    id = await shared.has_application()
    stranger = shared.as_body(org=OTHER_BODY)

    acted = await shared.post(f"/v1/applications/{id}/acceptance", PASSED, stranger)
    read = await shared.get(f"/v1/applications/{id}", stranger)

    assert (acted.status_code, read.status_code) == (404, 404)
    problem(acted, "application-not-found")


@pytest.mark.clause("C10")
@pytest.mark.parametrize(
    ("org", "role", "seen"),
    [
        (ENTERPRISE, "enterprise", 1),
        (OTHER_ENTERPRISE, "enterprise", 0),
        (BODY, "certification-body", 1),
        (OTHER_BODY, "certification-body", 0),
        ("scjg", "market-regulator", 1),
        ("scjg-120116", "district-market-regulator", 1),
        ("scjg-120113", "district-market-regulator", 0),
    ],
)
async def test_everyone_sees_the_own_files_only(certification, org, role, seen):
    id = await certification.has_application()
    headers = certification.as_(org, role)

    listed = await certification.get("/v1/applications", headers)
    read = await certification.get(f"/v1/applications/{id}", headers)

    assert len(listed.json()["items"]) == seen
    assert read.status_code == (200 if seen else 404)


async def test_pages_hold_every_application_once_newest_first(certification):
    ids = [await certification.has_application() for _ in range(5)]
    seen, path = [], "/v1/applications?limit=2"

    while path:
        page = (await certification.get(path, certification.as_enterprise())).json()
        seen += [item["id"] for item in page["items"]]
        path = page["next"] and f"/v1/applications?limit=2&cursor={page['next']}"

    assert seen == ids[::-1]


@pytest.mark.parametrize(
    "change",
    [
        {"calculation_id": "7"},
        {"body": "somebody"},
        {"body": None},
        {"scheme": "GOLD"},
        {"surprise": 1},
        {"calculation_id": 12},
    ],
)
async def test_a_malformed_application_is_explained_and_leaves_nothing(certification, change):
    response = await certification.applies(await certification.has_footprint(), **change)

    assert response.status_code == 422
    problem(response, "request-invalid")
    assert response.json()["errors"]
    listed = await certification.get("/v1/applications", certification.as_enterprise())
    assert listed.json()["items"] == []


@pytest.mark.parametrize(
    "body",
    [
        {},
        {**PASSED, "outcome": "maybe"},
        {**PASSED, "note_zh": "  "},
        {**PASSED, "note_zh": "a\x00b"},
        {**PASSED, "evidence": ["not a hash"]},
        {**PASSED, "evidence": "e0"},
        {**PASSED, "person": "zhao"},
        [],
        None,
    ],
)
async def test_a_malformed_step_is_explained_and_leaves_nothing(shared, body):
    id = await shared.has_application()

    response = await shared.step(id, "acceptance", body)

    assert response.status_code == 422
    problem(response, "request-invalid")
    assert (await shared.step(id, "acceptance")).status_code == 201


@pytest.mark.parametrize("cursor", ["x", "W10", "WyJhIiwiYiJd", "WyIyMDI2LTAxLTAxIiwiYiJd"])
async def test_an_invented_cursor_is_refused(shared, cursor):
    path = f"/v1/applications?cursor={cursor}"

    response = await shared.get(path, shared.as_enterprise())

    assert response.status_code == 422
    problem(response, "cursor-invalid")


async def case_of(certification, id):
    response = await certification.get(f"/v1/applications/{id}", certification.as_body())
    return response.json()
