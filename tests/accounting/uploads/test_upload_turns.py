"""Whose upload is next: no enterprise waits for all that another one sent before it."""

import pytest

from accounting.uploads.store.uploads import LANES
from accounting.uploads.usecases.intake import take_in
from tests.accounting.conftest import Accounting
from tests.accounting.samples import ENTERPRISE, OTHER_ENTERPRISE
from tests.accounting.uploading import DyingDatabase, Killed, desk, readings_csv, uploads

FIRST, SECOND = LANES


@pytest.fixture
async def sent(accounting: Accounting) -> Accounting:
    """Three files of one enterprise, then one of another."""
    for enterprise in (ENTERPRISE, OTHER_ENTERPRISE):
        await accounting.has_enterprise(enterprise)
    for rows in (1, 2, 3):
        await uploads(accounting, readings_csv(rows))
    await uploads(accounting, readings_csv(1), org=OTHER_ENTERPRISE)
    return accounting


async def takes(accounting: Accounting, lane: str) -> bool:
    return await take_in(accounting.database, desk=desk(accounting), lane=lane)


async def states(accounting: Accounting, org: str) -> list[str]:
    """Of an enterprise's uploads, oldest first."""
    page = await accounting.get("/v1/uploads", accounting.as_enterprise(org))
    return [each["state"] for each in reversed(page.json()["items"])]


async def test_the_next_upload_is_of_whoever_had_its_last_turn_longest_ago(sent: Accounting):
    assert await takes(sent, FIRST)
    assert await takes(sent, FIRST)

    assert await states(sent, ENTERPRISE) == ["done", "waiting", "waiting"]
    assert await states(sent, OTHER_ENTERPRISE) == ["done"]


async def test_one_enterprise_has_one_upload_taken_in_at_a_time(sent: Accounting):
    dying = DyingDatabase(sent.database, 2)
    with pytest.raises(Killed):
        await take_in(dying, desk=desk(sent), lane=FIRST)

    while await takes(sent, SECOND):
        pass

    assert await states(sent, ENTERPRISE) == ["waiting", "waiting", "waiting"]
    assert await states(sent, OTHER_ENTERPRISE) == ["done"]


async def test_a_lane_begins_anew_where_its_worker_died(sent: Accounting):
    dying = DyingDatabase(sent.database, 2)
    with pytest.raises(Killed):
        await take_in(dying, desk=desk(sent), lane=FIRST)

    while await takes(sent, FIRST):
        pass

    assert await states(sent, ENTERPRISE) == ["done", "done", "done"]
