"""Uploads that end: one event for each, however it ended, so that nobody needs to ask."""

from datetime import UTC, datetime, timedelta

import asyncpg
import pytest
import time_machine

from chassis.aside import shown
from contracts.accounting import UploadFinished, UploadRows
from tests.accounting.conftest import Accounting
from tests.accounting.samples import ENTERPRISE
from tests.accounting.uploading import (
    DyingDatabase,
    Killed,
    announces,
    cleans_up,
    desk,
    has_meters,
    readings_csv,
    sends,
    take_in,
    uploads,
    works,
)
from tests.accounting.uploads.test_uploaded_activity import HEAD, table, template
from tools.local.databases import with_database

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


async def told(accounting: Accounting) -> list[UploadFinished]:
    found = await accounting.service.published()
    return [event for event in found if isinstance(event, UploadFinished)]


async def test_readings_that_were_taken_in_are_announced_with_their_number(accounting: Accounting):
    await has_meters(accounting, "main")
    id = await uploads(accounting, readings_csv(3))

    before = await told(accounting)
    await works(accounting)

    [event] = await told(accounting)
    assert before == []
    assert str(event.upload_id) == id
    assert event.rows == UploadRows(read=3, accepted=3, rejected=0, known=0)
    assert (event.enterprise, event.what) == (ENTERPRISE, "meter-readings")
    assert (event.outcome, event.errors, event.failure) == ("accepted", None, None)
    assert event.finished_at == NOW


async def test_refused_rows_are_announced_with_the_place_of_their_file(accounting: Accounting):
    await has_meters(accounting, "main")
    id = await uploads(accounting, readings_csv(3).replace(b"1.5", b"one"))

    await works(accounting)

    [event] = await told(accounting)
    assert (event.outcome, event.rows.rejected) == ("with-errors", 1)
    assert event.errors == f"/v1/uploads/{id}/errors"
    assert (await accounting.get(event.errors)).status_code == 200


async def test_activity_data_is_announced_once_all_systems_are_settled(accounting: Accounting):
    system = await accounting.has_system()
    rows = await template(accounting, system)
    named = [[system, "2024-01-01", "2025-01-01", *row] for row in rows]
    content = table(named, HEAD)
    await uploads(accounting, content, what="activity-data")

    await works(accounting)

    [event] = await told(accounting)
    assert (event.what, event.outcome) == ("activity-data", "accepted")
    assert event.rows.accepted == len(rows)


async def test_a_file_that_is_refused_as_a_whole_is_announced_with_the_problem(
    accounting: Accounting,
):
    await has_meters(accounting, "main")
    await uploads(accounting, b"meter,value\nmain,1\n")

    await works(accounting)

    [event] = await told(accounting)
    assert (event.outcome, event.rows.read) == ("refused", 0)
    assert event.failure == "urn:tanbiao:problem:upload-columns-missing"


async def test_a_worker_that_dies_at_the_end_announces_it_once(accounting: Accounting):
    await has_meters(accounting, "main")
    await uploads(accounting, readings_csv(3))

    for survived in (0, 1, 2, 3, 3):
        with pytest.raises(Killed):
            await take_in(DyingDatabase(accounting.database, survived), desk=desk(accounting))
    await works(accounting)

    assert [event.outcome for event in await told(accounting)] == ["accepted"]


async def test_cancelled_and_expired_uploads_are_announced(accounting: Accounting, november):
    await has_meters(accounting, "main")
    announced = await announces(accounting, readings_csv(3))
    cancelled = f"/v1/uploads/{announced.json()['id']}"
    headers = accounting.as_enterprise()
    assert (await accounting.service.client.delete(cancelled, headers=headers)).status_code == 200
    late = (await announces(accounting, readings_csv(4))).json()["id"]
    assert (await sends(accounting, late, readings_csv(4)[:9], 0)).status_code == 200

    november.shift(timedelta(hours=73))
    await cleans_up(accounting)
    await cleans_up(accounting)

    assert [event.outcome for event in await told(accounting)] == ["cancelled", "expired"]


async def test_an_upload_that_cannot_expire_holds_up_no_other(
    accounting: Accounting, november, postgres, database_url
):
    await has_meters(accounting, "main")
    stuck = (await announces(accounting, readings_csv(3))).json()["id"]
    late = (await announces(accounting, readings_csv(4))).json()["id"]
    name = database_url.rpartition("/")[2]
    await never_ends(with_database(postgres.admin_url, name), stuck)

    november.shift(timedelta(hours=73))
    await cleans_up(accounting)

    async with accounting.database.transaction() as tx:
        aside = [(row["job"], row["item"]) for row in await shown(tx)]
    assert [str(event.upload_id) for event in await told(accounting)] == [late]
    assert aside == [("clean up uploads", stuck)]


async def never_ends(admin_url: str, id: str) -> None:
    """Have the database itself refuse to change one upload."""
    connection = await asyncpg.connect(admin_url)
    await connection.execute(f"alter table upload add check (id <> '{id}' or state = 'receiving')")
    await connection.close()
