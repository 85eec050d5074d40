"""Meters over HTTP: described, read, repeated, contradicted, and what they counted."""

import json
import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import text

from tests.accounting.conftest import Accounting
from tests.accounting.samples import ENTERPRISE, OTHER_ENTERPRISE

METER = {
    "name": {"zh": "总电表", "en": "Main meter"},
    "kind": "electricity",
    "unit": "kWh",
    "multiplier": "40",
    "digits": 6,
    "calibrations": [
        {
            "valid_from": "2025-01-01T00:00:00+08:00",
            "valid_until": "2028-01-01T00:00:00+08:00",
            "laboratory": "示例计量检定所",
        }
    ],
}


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(datetime(2026, 11, 22, 8, tzinfo=UTC), tick=True):
        yield


def reading(at: str, value: str, meter: str = "main", **more: str) -> dict[str, str]:
    return {"meter": meter, "at": at, "value": value, **more}


async def has_meter(accounting: Accounting, id: str = "main", org: str = ENTERPRISE, **changes):
    await accounting.has_enterprise(org)
    response = await accounting.put(
        f"/v1/meters/{id}", METER | changes, accounting.as_enterprise(org)
    )
    assert response.status_code in (200, 201), response.text
    return response


async def batch(accounting: Accounting, *rows: dict[str, str] | str, org: str = ENTERPRISE):
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    return await accounting.service.client.post(
        "/v1/meters/readings",
        content="\n".join(lines).encode(),
        headers=accounting.as_enterprise(org) | {"Content-Type": "application/x-ndjson"},
    )


async def send(accounting: Accounting, *rows: dict[str, str] | str, org: str = ENTERPRISE):
    response = await batch(accounting, *rows, org=org)
    assert response.status_code == 200, response.text
    return response.json()


def counts(receipt) -> tuple[int, int, int]:
    return receipt["taken"], receipt["known"], receipt["refused"]


async def test_a_meter_is_described_and_described_anew(accounting: Accounting):
    first = await has_meter(accounting)
    same = await has_meter(accounting)
    other = await has_meter(accounting, multiplier="60")
    read = await accounting.get("/v1/meters/main")

    assert (first.status_code, same.status_code, other.status_code) == (201, 200, 200)
    assert [answer.json()["version"] for answer in (first, same, other)] == [1, 1, 2]
    assert read.json()["meter"]["multiplier"] == "60"
    assert [item["id"] for item in (await accounting.get("/v1/meters")).json()["items"]] == ["main"]


async def test_what_readings_mean_does_not_change_under_them(accounting: Accounting):
    await has_meter(accounting)
    await send(accounting, reading("2026-01-01T00:00:00+08:00", "1"))

    refused = await accounting.put("/v1/meters/main", METER | {"multiplier": "60"})
    renamed = await accounting.put("/v1/meters/main", METER | {"interval_minutes": 15})

    assert refused.status_code == 409
    assert refused.json()["type"] == "urn:tanbiao:problem:meter-in-use"
    assert renamed.status_code == 200


@pytest.mark.clause("C07")
async def test_a_batch_keeps_good_lines_and_names_the_others(accounting: Accounting):
    await has_meter(accounting)

    receipt = await send(
        accounting,
        reading("2026-01-01T00:00:00+08:00", "1"),
        "nonsense",
        reading("2026-12-01T00:00:00+08:00", "2"),
        reading("2026-02-01T00:00:00+08:00", "2"),
        reading("2026-02-01T00:00:00+08:00", "2", meter="没有"),
    )

    assert counts(receipt) == (2, 0, 3)
    named = [(each["line"], each["code"]) for each in receipt["lines_refused"]]
    assert named == [(2, "not-json"), (3, "moment-in-future"), (5, "meter-unknown")]
    assert receipt["lines_refused"][0]["raw"] == "nonsense"
    assert receipt["lines_refused"][0]["reason"].keys() == {"zh", "en"}


async def test_garbage_by_the_megabyte_is_refused_before_it_is_read(accounting: Accounting):
    await has_meter(accounting)
    began = time.process_time()

    refused = await batch(accounting, reading("2026-01-01T00:00:00+08:00", "1"), *["{"] * 600_000)

    assert time.process_time() - began < 1, "read to its end, it takes two seconds"
    assert refused.json()["type"] == "urn:tanbiao:problem:faulty-lines-too-many"
    assert (await send(accounting, reading("2026-01-01T00:00:00+08:00", "1")))["taken"] == 1


async def test_many_lines_in_another_form_are_taken_alike(accounting: Accounting):
    """They are read one by one, in another process."""
    await has_meter(accounting)
    minutes = [
        f"2026-01-01T{hour:02d}:{minute:02d}:00Z" for hour in range(24) for minute in range(60)
    ]
    odd = [json.dumps({"value": "1", "at": at, "meter": "main"}) for at in minutes]

    receipt = await send(accounting, "\n" * 2_000_000, *odd, *["{"] * 2000)

    assert counts(receipt) == (1440, 0, 2000)
    first = 2_000_002 + len(odd)
    assert [each["line"] for each in receipt["lines_refused"]] == list(range(first, first + 1000))


async def test_a_repeated_batch_changes_nothing_and_a_contrary_reading_is_refused(
    accounting: Accounting,
):
    await has_meter(accounting)
    january = reading("2026-01-01T00:00:00+08:00", "1")
    february = reading("2026-02-01T00:00:00+08:00", "2")

    answers = [
        await send(accounting, january),
        await send(accounting, january, february),
        await send(accounting, february, january),
        await send(accounting, january | {"value": "1.000"}, february | {"value": "3"}),
    ]

    assert [counts(answer) for answer in answers] == [(1, 0, 0), (1, 1, 0), (0, 2, 0), (0, 1, 1)]
    (refused,) = answers[-1]["lines_refused"]
    assert (refused["line"], refused["code"]) == (2, "other-reading")
    assert json.loads(refused["raw"])["value"] == "3"


async def test_a_batch_larger_than_a_piece_is_taken_whole_once(accounting: Accounting):
    await has_meter(accounting)
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    rows = [
        reading((begin + timedelta(minutes=n)).isoformat().replace("+00:00", "Z"), str(n))
        for n in range(30_000)
    ]

    answers = [await send(accounting, *rows[:15_000]), await send(accounting, *rows)]

    assert [counts(answer) for answer in answers] == [(15_000, 0, 0), (15_000, 15_000, 0)]


@pytest.mark.clause("C09")
async def test_readings_lie_in_monthly_partitions_that_the_owner_owns(accounting: Accounting):
    await has_meter(accounting)
    await send(
        accounting,
        reading("2026-01-31T23:59:59Z", "1"),
        reading("2026-02-01T00:00:00Z", "2"),
    )

    async with accounting.database.transaction() as tx:
        rows = await tx.execute(
            text(
                "select reading.tableoid::regclass::text, tableowner, current_user from reading "
                "join pg_tables on tablename = reading.tableoid::regclass::text order by at"
            )
        )
        found = [tuple(row) for row in rows]

    assert [part for part, _, _ in found] == ["reading_2026_01", "reading_2026_02"]
    assert all(owner == f"{me}_owner" for _, owner, me in found)


async def test_another_enterprises_meter_does_not_exist(accounting: Accounting):
    await has_meter(accounting)
    await accounting.has_enterprise(OTHER_ENTERPRISE)
    other = accounting.as_enterprise(OTHER_ENTERPRISE)

    receipt = await send(accounting, reading("2026-01-01T00:00:00Z", "1"), org=OTHER_ENTERPRISE)

    assert receipt["lines_refused"][0]["code"] == "meter-unknown"
    assert (await accounting.get("/v1/meters/main", other)).status_code == 404


@pytest.mark.clause("C07")
async def test_consumption_is_told_by_month(accounting: Accounting):
    # 100 counts of 40 kWh in January, then over the last digit: 999,990 to 10 are 20 counts.
    await has_meter(accounting)
    await send(
        accounting,
        reading("2026-01-01T00:00:00+08:00", "999890"),
        reading("2026-02-01T00:00:00+08:00", "999990"),
        reading("2026-03-01T00:00:00+08:00", "10"),
    )

    period = "period_start=2026-01-01&period_end=2026-03-01"
    response = await accounting.get(f"/v1/meters/main/consumption?{period}")

    assert [month["amount"] for month in response.json()["items"]] == ["4000", "800"]
    assert [each["doubt"] for each in response.json()["items"][1]["doubts"]] == ["rolled-over"]


@pytest.mark.parametrize(
    ("period", "problem"),
    [
        ("period_start=2026-01-01&period_end=2026-02-01", "readings-missing"),
        ("period_start=2026-02-01&period_end=2026-01-01", "period-impossible"),
        ("period_start=2026-01-01&period_end=2027-01-01", "period-in-future"),
    ],
)
async def test_a_period_that_cannot_be_told_is_refused(accounting: Accounting, period, problem):
    await has_meter(accounting)

    response = await accounting.get(f"/v1/meters/main/consumption?{period}")

    assert response.json()["type"] == f"urn:tanbiao:problem:{problem}"
    assert {"zh", "en"} == response.json()["messages"].keys()
