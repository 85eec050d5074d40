"""How applications end, what may not begin, and when a body's access is over."""

from datetime import date

import pytest
import time_machine

from contracts.certification import ApplicationEnded, ApplicationEnding
from tests.certification.conftest import DECIDER, PASSED, problem
from tests.certification.samples import OTHER_BODY, OTHER_ENTERPRISE

FAILED = {**PASSED, "outcome": "failed"}
RETREAT = {"note_zh": "工艺调整,撤回申请"}


async def retreats(certification, id, org=None):
    headers = certification.as_enterprise(org) if org else certification.as_enterprise()
    return await certification.post(f"/v1/applications/{id}/withdrawal", RETREAT, headers)


async def test_a_refusal_ends_the_bodys_access_at_once(certification):
    id = await certification.has_application()

    await certification.step(id, "acceptance", FAILED)

    [event] = await certification.published(ApplicationEnded)
    assert event.ending is ApplicationEnding.REFUSED
    assert event.access_until == event.ended_at


async def test_an_enterprise_withdraws_what_is_not_decided(certification):
    id = await certification.has_application()
    await certification.step(id, "acceptance")

    foreign = await retreats(certification, id, OTHER_ENTERPRISE)
    withdrawn = await retreats(certification, id)
    again = await retreats(certification, id)
    step = await certification.step(id, "plan")

    assert foreign.status_code == 404
    assert (withdrawn.json()["state"], withdrawn.json()["next_step"]) == ("ended", None)
    assert withdrawn.json()["withdrawn_at"]
    problem(again, "application-no-longer-open")
    problem(step, "application-retreated")
    [event] = await certification.published(ApplicationEnded)
    assert event.ending is ApplicationEnding.WITHDRAWN
    ended = await certification.get("/v1/applications?state=ended", certification.as_enterprise())
    assert [item["id"] for item in ended.json()["items"]] == [id]


async def test_a_granted_application_is_not_withdrawn(certification):
    await certification.granted()
    [case] = (await certification.get("/v1/applications", certification.as_enterprise())).json()[
        "items"
    ]

    assert problem(await retreats(certification, case["id"]), "application-no-longer-open")


async def test_a_footprint_is_before_one_body_only(certification):
    calculation = await certification.has_footprint()
    first = await certification.applies(calculation)

    refused = await certification.applies(calculation, body=OTHER_BODY)

    said = problem(refused, "footprint-under-certification")
    assert first.json()["body"] not in str(refused.json())
    assert first.json()["id"] not in str(refused.json())
    assert str(calculation) in said["en"]
    await retreats(certification, first.json()["id"])
    assert (await certification.applies(calculation, body=OTHER_BODY)).status_code == 201


@pytest.mark.parametrize(("end", "status"), [(date(2023, 11, 30), 201), (date(2023, 11, 29), 409)])
async def test_old_data_are_not_applied_with(certification, end, status):
    with time_machine.travel("2026-11-30T03:00:00Z"):
        calculation = await certification.has_footprint(period_end=end)

        response = await certification.applies(calculation)

    assert response.status_code == status
    if status == 409:
        assert "2023-11-30" in problem(response, "activity-data-too-old")["zh"]


async def test_data_that_grew_too_old_meanwhile_are_not_decided_on(certification):
    with time_machine.travel("2028-12-30T03:00:00Z") as traveller:
        id = await certification.reviewed()
        traveller.move_to("2029-01-01T03:00:00Z")
        last = await certification.get(f"/v1/applications/{id}", certification.as_body())
        traveller.move_to("2029-01-02T03:00:00Z")

        refused = await certification.step(id, "decision", person=DECIDER)
        after = await certification.get(f"/v1/applications/{id}", certification.as_body())

    assert refused.status_code == 409
    problem(refused, "activity-data-too-old")
    assert after.json()["steps"] == last.json()["steps"]
