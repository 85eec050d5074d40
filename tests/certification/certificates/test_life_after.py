"""What follows a certificate by itself: visits, suspension, notice, hearing, withdrawal, expiry."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import text

from certification import main
from certification.duties.usecases.working_off import work_off
from chassis import clock
from chassis.settings import Environment
from contracts.certification import (
    ApplicationEnded,
    ApplicationEnding,
    CertificateCancelled,
    CertificateSuspended,
    CertificateWithdrawn,
    DecidedBy,
)
from packs import PACKS_DIR
from tests.certification.certificates.test_certificates import WITHDRAWAL, read, suspension
from tests.certification.conftest import DECIDER, PASSED, REVIEWER, problem
from tests.certification.samples import OTHER_ENTERPRISE

FAILED = {**PASSED, "outcome": "failed"}
BACK = {"note_zh": "整改完成"}
GIVEN_UP = {"reason_code": "0204", "note_zh": "持证人申请"}
WISH = {"note_zh": "产品停产,申请注销"}
OBJECTION = {"note_zh": "已完成整改,请求恢复"}
VISITOR = "qian"
SOON = timedelta(seconds=1)


@pytest.fixture
def travel():
    """The clock, to be moved."""
    with time_machine.travel(datetime(2026, 3, 2, 3, tzinfo=UTC), tick=True) as traveller:
        yield traveller


async def goes_by(certification, travel, until: str) -> None:
    """Time goes by to a moment, and the job acts on every date that passed."""
    travel.move_to(datetime.fromisoformat(until) + SOON)
    while await work_off(certification.database, follow=main.FOLLOW):
        pass


async def due(certification, kind: str, state: str = "open") -> list[str]:
    path = f"/v1/duties?everybody=true&kind={kind}&state={state}"
    found = await certification.get(path, certification.as_("scjg", "market-regulator"))
    return [duty["due_at"] for duty in found.json()["items"]]


async def state(certification, number: str) -> str:
    return str((await read(certification, number))["state"])


async def holder_says(certification, number: str, what: str, body: object, org: str | None = None):
    headers = certification.as_enterprise(org) if org else certification.as_enterprise()
    return await certification.post(f"/v1/certificates/{number}/{what}", body, headers)


async def test_a_certificate_ends_at_a_midnight_in_beijing_and_says_what_is_due(
    certification, travel
):
    number = await certification.issued()

    certificate = await read(certification, number)

    assert certificate["valid_until"] == "2028-03-01T16:00:00Z"
    assert await due(certification, "surveillance-visit") == ["2027-03-02T16:00:00Z"]
    assert await due(certification, "recertification") == ["2027-12-02T16:00:00Z"]
    assert await due(certification, "expiry") == ["2028-03-01T16:00:00Z"]


async def test_a_visit_begins_the_interval_anew(certification, travel):
    number = await certification.issued()
    travel.move_to(datetime(2026, 9, 1, 3, tzinfo=UTC))

    await certification.acts(number, "surveillance", PASSED)

    assert await due(certification, "surveillance-visit") == ["2027-09-01T16:00:00Z"]
    assert len(await due(certification, "surveillance-visit", "done")) == 1
    assert await state(certification, number) == "valid"


async def test_a_missed_visit_is_urged_and_then_suspends(certification, travel):
    number = await certification.issued()

    await goes_by(certification, travel, "2027-03-02T16:00:00Z")
    # Twenty working days from Wednesday, 3 March 2027: Wednesday, the 31st.
    assert await due(certification, "overdue-surveillance") == ["2027-03-31T16:00:00Z"]
    assert await state(certification, number) == "valid"

    await goes_by(certification, travel, "2027-03-31T16:00:00Z")
    assert await state(certification, number) == "suspended"
    [event] = await certification.published(CertificateSuspended)
    assert (event.reason_code, event.decided_by_role) == ("0201", DecidedBy.PLATFORM)
    assert event.reason_words.zh == "未按期接受获证后监督"


async def test_a_failed_visit_lapses_into_withdrawal_step_by_step(certification, travel):
    number = await certification.issued()

    visited = await certification.acts(number, "surveillance", FAILED, person=VISITOR)
    assert visited.status_code == 201
    assert await state(certification, number) == "suspended"
    # Three months from 2 March end on 2 June 2026, a Tuesday.
    assert await due(certification, "suspension-end") == ["2026-06-02T16:00:00Z"]

    await goes_by(certification, travel, "2026-06-02T16:00:00Z")
    certificate = await read(certification, number)
    assert certificate["state"] == "suspended"
    assert [step["kind"] for step in certificate["proceedings"]] == ["withdrawal-notice"]
    # Ten working days from Wednesday, 3 June; Friday the 19th is the Dragon Boat Festival.
    assert await due(certification, "hearing") == ["2026-06-17T16:00:00Z"]

    await goes_by(certification, travel, "2026-06-17T16:00:00Z")
    assert await state(certification, number) == "withdrawn"
    [event] = await certification.published(CertificateWithdrawn)
    assert (event.reason_code, event.decided_by_role) == ("0203", DecidedBy.PLATFORM)
    acts = (await read(certification, number))["acts"]
    assert [(act["kind"], act["by_itself"]) for act in acts] == [
        ("suspension", True),
        ("withdrawal", True),
    ]
    left = await certification.get("/v1/duties?everybody=true", certification.as_body())
    assert [duty["kind"] for duty in left.json()["items"]] == ["archive"]


async def test_a_holder_that_is_heard_gets_a_decision_by_somebody_new(certification, travel):
    number = await certification.issued()
    await certification.acts(number, "surveillance", FAILED, person=VISITOR)
    await goes_by(certification, travel, "2026-06-02T16:00:00Z")

    foreign = await holder_says(certification, number, "statement", OBJECTION, OTHER_ENTERPRISE)
    heard = await holder_says(certification, number, "statement", OBJECTION)
    again = await holder_says(certification, number, "statement", OBJECTION)
    visitor = await certification.acts(number, "reinstatement", BACK, person=VISITOR)
    reviewer = await certification.acts(number, "reinstatement", BACK, person=REVIEWER)
    back = await certification.acts(number, "reinstatement", BACK)

    assert foreign.status_code == 404
    assert heard.status_code == 201
    problem(again, "nothing-to-state-to")
    for refused in (visitor, reviewer):
        assert refused.status_code == 403
        assert "CNCA-CFP-00:2025" in problem(refused, "reviewer-may-not-decide")["zh"]
    assert back.json()["state"] == "valid"
    await goes_by(certification, travel, "2026-09-01T00:00:00Z")
    assert await state(certification, number) == "valid"


async def test_a_statement_that_nobody_decides_on_does_not_save_the_certificate(
    certification, travel
):
    number = await certification.issued()
    await certification.acts(number, "suspension", suspension())
    await goes_by(certification, travel, "2026-04-01T03:00:00Z")
    said = await holder_says(certification, number, "statement", OBJECTION)
    assert said.status_code == 201, said.text

    [decide_by] = await due(certification, "hearing-decision")
    await goes_by(certification, travel, decide_by)

    assert await state(certification, number) == "withdrawn"


async def test_a_second_failed_visit_during_a_suspension_is_notice_at_once(certification, travel):
    number = await certification.issued()

    for _ in range(3):
        await certification.acts(number, "surveillance", FAILED, person=VISITOR)

    kinds = [step["kind"] for step in (await read(certification, number))["proceedings"]]
    assert kinds == ["withdrawal-notice"]
    assert await due(certification, "suspension-end") == []
    assert len(await due(certification, "hearing")) == 1


async def test_nobody_who_reviewed_decides_about_the_certificate(certification):
    number = await certification.issued()
    await certification.acts(number, "surveillance", PASSED, person=VISITOR)
    acts = {
        "suspension": suspension(),
        "reinstatement": BACK,
        "withdrawal": WITHDRAWAL,
        "cancellation": GIVEN_UP,
    }

    for act, body in acts.items():
        for person in (REVIEWER, VISITOR):
            refused = await certification.acts(number, act, body, person=person)
            assert refused.status_code == 403, act
            problem(refused, "reviewer-may-not-decide")

    assert (await read(certification, number))["acts"] == []


async def test_a_holder_has_its_certificate_cancelled_without_a_sanction(certification):
    number = await certification.issued()

    unasked = await certification.acts(number, "cancellation", GIVEN_UP)
    foreign = await holder_says(
        certification, number, "cancellation-request", WISH, OTHER_ENTERPRISE
    )
    wished = await holder_says(certification, number, "cancellation-request", WISH)
    twice = await holder_says(certification, number, "cancellation-request", WISH)
    cancelled = await certification.acts(number, "cancellation", GIVEN_UP)

    problem(unasked, "cancellation-not-requested")
    assert foreign.status_code == 404
    assert wished.status_code == 201
    problem(twice, "cancellation-already-requested")
    assert (cancelled.json()["state"], cancelled.json()["state_code"]) == ("cancelled", "04")
    [event] = await certification.published(CertificateCancelled)
    assert (event.reason_code, event.decided_by_role) == ("0204", DecidedBy.BODY)
    assert await certification.published(CertificateWithdrawn) == []
    later = await certification.acts(number, "suspension", suspension())
    assert "注销" in problem(later, "certificate-no-longer-in-force")["zh"]
    listed = await certification.get(
        "/v1/certificates?state=cancelled", certification.as_enterprise()
    )
    assert [item["number"] for item in listed.json()["items"]] == [number]


async def test_a_cancellation_that_the_body_leaves_lying_follows_by_itself(certification, travel):
    number = await certification.issued()
    await holder_says(certification, number, "cancellation-request", WISH)

    # Ten working days from Monday, 2 March.
    assert await due(certification, "cancellation") == ["2026-03-16T16:00:00Z"]
    await goes_by(certification, travel, "2026-03-16T16:00:00Z")

    assert await state(certification, number) == "cancelled"


async def test_a_withdrawal_is_not_avoided_by_giving_the_certificate_up(certification, travel):
    number = await certification.issued()
    await holder_says(certification, number, "cancellation-request", WISH)
    for _ in range(2):
        await certification.acts(number, "surveillance", FAILED, person=VISITOR)

    refused = await holder_says(certification, number, "cancellation-request", WISH)
    body_too = await certification.acts(number, "cancellation", GIVEN_UP)

    problem(refused, "withdrawal-intended")
    problem(body_too, "cancellation-not-requested")
    await goes_by(certification, travel, "2026-04-01T00:00:00Z")
    assert await state(certification, number) == "withdrawn"


@pytest.mark.parametrize(
    ("ends", "at", "until"),
    [
        # Twenty-four months after 2 March 2026 and after 1 March 2028; both are worked.
        ("withdrawal", "2026-03-02T03", "2028-03-02T16:00:00+00:00"),
        ("expiry", "2028-03-01T16", "2030-03-04T16:00:00+00:00"),
    ],
)
async def test_a_bodys_access_ends_with_the_archive_period(certification, travel, ends, at, until):
    number = await certification.issued()

    if ends == "expiry":
        while (await state(certification, number)) == "valid":
            await certification.acts(number, "surveillance", PASSED)
            travel.shift(timedelta(days=300))
        await goes_by(certification, travel, "2028-03-01T16:00:00Z")
    else:
        await certification.acts(number, "withdrawal", WITHDRAWAL)

    [event] = await certification.published(ApplicationEnded)
    assert event.ending is ApplicationEnding.CERTIFICATE_ENDED
    assert event.ended_at.isoformat().startswith(at)
    assert event.access_until.isoformat() == until


async def test_what_follows_survives_being_done_twice_at_once(certification, travel):
    number = await certification.issued()
    await certification.acts(number, "suspension", suspension(days=1))
    travel.shift(timedelta(days=2))

    reinstated = await certification.acts(number, "reinstatement", BACK)
    acted = await work_off(certification.database, follow=main.FOLLOW)

    assert reinstated.json()["state"] == "valid"
    assert not acted
    assert clock.now().year == 2026


async def test_reason_codes_are_told_in_both_languages(certification):
    found = await certification.get("/v1/reason-codes?limit=200", certification.as_body(DECIDER))

    codes = found.json()["items"]
    assert len(codes) == 9 + 10 + 5
    assert {code["stand_in"] for code in codes} == {True}
    meant = {(code["act"], code["code"]): code["words"] for code in codes}
    assert meant[("cancellation", "0204")] == {
        "zh": "持证人自愿放弃",
        "en": "The holder gave it up",
    }


async def test_certificates_from_before_there_were_duties_get_theirs(certification, travel):
    number = await certification.issued()
    await certification.acts(number, "suspension", suspension(days=30))
    kinds = await open_kinds(certification)
    [until] = await due(certification, "suspension-end")
    async with certification.database.transaction() as tx:
        await tx.execute(text("update duty set state = 'dropped'"))

    for _ in range(2):
        async with certification.database.transaction() as tx:
            await main.load(tx, PACKS_DIR, "tianjin", Environment.DEVELOPMENT)

    assert await open_kinds(certification) == kinds
    assert await due(certification, "suspension-end") == [until]


async def open_kinds(certification) -> list[str]:
    path = "/v1/duties?everybody=true"
    found = await certification.get(path, certification.as_body())
    return sorted(duty["kind"] for duty in found.json()["items"])
