"""Due dates are asked for, and what follows from them follows once."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine

from certification.duties.domain.duty import DutyKind, DutyState, Matter
from certification.duties.store import duties as store
from certification.duties.usecases import duties
from certification.duties.usecases.working_off import work_off
from chassis import clock
from tests.certification.samples import BODY, DIVISION, ENTERPRISE, OTHER_ENTERPRISE

MONDAY = datetime(2026, 3, 2, 3, tzinfo=UTC)
HEARING = DutyKind.HEARING


def matter(**changes: str) -> Matter:
    facts = {"enterprise": ENTERPRISE, "body": BODY, "division": DIVISION, **changes}
    return Matter(noun="certificate", id=uuid4(), reference="2099901-CFP-2026-00001", **facts)


async def obliged(certification, kind=HEARING, about=None, due=None):
    async with certification.database.transaction() as tx:
        return await duties.oblige(tx, kind, about or matter(), due)


async def listed(certification, headers, query="") -> list[dict]:
    response = await certification.get(f"/v1/duties{query}", headers)
    assert response.status_code == 200, response.text
    return response.json()["items"]


@pytest.fixture
def passed():
    """What followed, by duty."""
    return []


@pytest.fixture
def follow(passed):
    async def note(_, duty):
        passed.append(duty.id)

    return dict.fromkeys(DutyKind, note)


async def test_everybody_sees_what_is_due_for_them(certification):
    with time_machine.travel(MONDAY, tick=False):
        await obliged(certification)
        await obliged(certification, DutyKind.CANCELLATION)
        await obliged(certification, about=matter(enterprise=OTHER_ENTERPRISE))

        [mine] = await listed(certification, certification.as_enterprise())
        [theirs] = await listed(certification, certification.as_body())
        both = await listed(certification, certification.as_body(), "?everybody=true")

    # Ten working days from Monday 2 March end with Monday the 16th.
    assert (mine["kind"], mine["due_at"]) == ("hearing", "2026-03-16T16:00:00Z")
    assert mine["name"]["zh"] != mine["name"]["en"]
    assert theirs["kind"] == "cancellation"
    assert len(both) == 3


async def test_nobody_sees_what_others_owe(certification):
    await obliged(certification)

    assert await listed(certification, certification.as_enterprise(OTHER_ENTERPRISE)) == []
    district = certification.as_("scjg-120113", "market-regulator")
    assert await listed(certification, district, "?everybody=true") == []
    bank = await certification.get("/v1/duties", certification.as_("bank-1", "bank"))
    assert bank.status_code == 403


async def test_the_earliest_date_stands_first_and_pages_go_on(certification):
    for days in (3, 1, 2):
        await obliged(certification, due=clock.now() + timedelta(days=days))

    first = await certification.get("/v1/duties?limit=2", certification.as_enterprise())
    rest = await listed(
        certification, certification.as_enterprise(), f"?cursor={first.json()['next']}"
    )

    dates = [duty["due_at"] for duty in (*first.json()["items"], *rest)]
    assert len(dates) == 3
    assert dates == sorted(dates)


async def test_a_passed_date_is_acted_on_once(certification, follow, passed):
    duty = await obliged(certification, due=clock.now() + timedelta(days=1))

    assert not await work_off(certification.database, follow=follow)
    with time_machine.travel(clock.now() + timedelta(days=1, seconds=1)):
        assert await work_off(certification.database, follow=follow)
        assert not await work_off(certification.database, follow=follow)
        [lapsed] = await listed(certification, certification.as_enterprise(), "?state=lapsed")

    assert passed == [duty.id]
    assert lapsed["settled_at"]


async def test_what_fails_is_set_aside_and_the_next_date_is_acted_on(certification, follow, passed):
    first = await obliged(certification, due=clock.now() - timedelta(days=2))
    second = await obliged(certification, due=clock.now() - timedelta(days=1))

    async def fails(_, duty):
        if duty.id == first.id:
            raise RuntimeError("no")
        passed.append(duty.id)

    broken = dict.fromkeys(DutyKind, fails)
    while await work_off(certification.database, follow=broken):
        pass

    assert passed == [second.id]
    with time_machine.travel(clock.now() + timedelta(hours=1)):
        await work_off(certification.database, follow=follow)
    assert passed == [second.id, first.id]


async def test_what_was_done_or_dropped_does_not_lapse(certification, follow, passed):
    done, dropped = matter(), matter()
    for about in (done, dropped):
        await obliged(certification, about=about, due=clock.now() - timedelta(days=1))

    async with certification.database.transaction() as tx:
        await duties.discharge(tx, done.id, HEARING)
        await duties.drop(tx, dropped.id, HEARING)

    assert not await work_off(certification.database, follow=follow)
    assert await states(certification, done.id) == [DutyState.DONE]
    assert await states(certification, dropped.id) == [DutyState.DROPPED]


async def test_a_duty_that_is_set_again_replaces_the_open_one(certification):
    about = matter()
    await obliged(certification, about=about)
    await obliged(certification, about=about, due=clock.now() + timedelta(days=100))

    [left] = await listed(certification, certification.as_enterprise())

    assert left["due_at"] > (clock.now() + timedelta(days=99)).isoformat()


async def states(certification, id: UUID) -> list[DutyState]:
    async with certification.database.transaction() as tx:
        search = store.DutySearch(sight=store.Sight(), matter=id)
        return [duty.state for duty in await store.in_order(tx, search, 10)]
