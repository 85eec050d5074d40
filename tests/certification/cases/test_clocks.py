"""An application is answered in time, or the regulator hears of it."""

from datetime import UTC, datetime

import pytest
import time_machine

from certification import main
from certification.duties.domain.duty import DutyKind
from tests.certification.certificates.test_life_after import due, goes_by
from tests.certification.conftest import DECIDER, PASSED


@pytest.fixture
def travel():
    """The clock, to be moved."""
    with time_machine.travel(datetime(2026, 2, 12, 3, tzinfo=UTC), tick=True) as traveller:
        yield traveller


async def test_a_body_answers_within_ten_working_days_of_china(certification, travel):
    await certification.has_application()

    # From Thursday, 12 February: 13 and, made up, 14; after the festival 24 to 27 and, made up, 28;
    # then 2, 3 and 4 March.
    assert await due(certification, "acceptance") == ["2026-03-04T16:00:00Z"]


async def test_an_answer_in_time_settles_it(certification, travel):
    id = await certification.has_application()

    await certification.step(id, "acceptance")

    assert await due(certification, "acceptance") == []
    assert len(await due(certification, "acceptance", "done")) == 1


async def test_a_late_answer_is_the_regulators_business_until_it_comes(certification, travel):
    id = await certification.has_application()

    await goes_by(certification, travel, "2026-03-04T16:00:00Z")
    urged = await due(certification, "overdue-acceptance")
    await certification.step(id, "acceptance")

    # Ten working days from Thursday, 5 March.
    assert urged == ["2026-03-19T16:00:00Z"]
    assert await due(certification, "overdue-acceptance") == []


async def test_the_decision_is_due_before_the_data_are_too_old(certification, travel):
    id = await certification.reviewed()

    # The sample's period ends with 2025, so that its data may be certified to the end of 2028.
    assert await due(certification, "data-age") == ["2029-01-01T16:00:00Z"]
    await certification.step(id, "decision", person=DECIDER)
    assert await due(certification, "data-age") == []


@pytest.mark.parametrize("end", ["refusal", "retreat"])
async def test_nothing_is_due_about_an_application_that_ended(certification, travel, end):
    id = await certification.has_application()

    if end == "refusal":
        await certification.step(id, "acceptance", {**PASSED, "outcome": "failed"})
    else:
        path = f"/v1/applications/{id}/withdrawal"
        await certification.post(path, {"note_zh": "撤回"}, certification.as_enterprise())

    found = await certification.get("/v1/duties?everybody=true", certification.as_body())
    assert found.json()["items"] == []


def test_what_follows_is_said_for_every_kind_of_duty():
    assert set(main.FOLLOW) == set(DutyKind)
