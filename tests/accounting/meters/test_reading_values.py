"""What a reading says is what the database holds to the last digit, whichever way it took."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
import time_machine
from sqlalchemy import text

from tests.accounting.conftest import Accounting
from tests.accounting.meters.test_meters_api import counts, has_meter, reading, send

VALUES = [
    "0",
    "0.000001",
    "0.01",
    "1",
    "9999",
    "10000",
    "10000.0001",
    "00000000000012.5",
    "123456789012345.654321",
    "999999999999999.999999",
]
MOMENTS = [
    "2000-01-01T00:00:00Z",
    "2023-12-31T23:59:59.999999Z",
    "2024-02-29T00:00:00.5+08:00",
    "2024-03-01T07:59:59+08:00",
    "2026-11-22T16:04:59+08:00",
    "2026-10-31T23:59:59Z",
    "2026-11-01T00:00:00Z",
    "2016-02-29T12:00:00.001Z",
    "2021-07-01T08:00:00+08:00",
    "2021-06-30T12:00:00Z",
]


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(datetime(2026, 11, 22, 8, tzinfo=UTC), tick=True):
        yield


async def held(accounting: Accounting) -> list[tuple[datetime, Decimal, bool]]:
    async with accounting.database.transaction() as tx:
        rows = await tx.execute(text("select at, value, reset from reading order by at"))
        return [tuple(row) for row in rows]


def said(rows: list[dict[str, str]]) -> list[tuple[datetime, Decimal, bool]]:
    return sorted(
        (datetime.fromisoformat(row["at"]), Decimal(row["value"]), "mark" in row) for row in rows
    )


async def test_readings_are_kept_to_the_last_digit(accounting: Accounting):
    await has_meter(accounting, digits=None)
    rows = [reading(at, value) for at, value in zip(MOMENTS, VALUES, strict=True)]
    rows[3]["mark"] = "reset"

    assert counts(await send(accounting, *rows)) == (10, 0, 0)
    assert await held(accounting) == said(rows)


async def test_they_are_the_same_beside_known_ones(accounting: Accounting):
    await has_meter(accounting, digits=None)
    rows = [reading(at, value) for at, value in zip(MOMENTS, VALUES, strict=True)]
    rows[3]["mark"] = "reset"
    await send(accounting, rows[5])

    again = await send(accounting, *rows, {**rows[8], "value": "13"})

    assert counts(again) == (9, 1, 1)
    assert await held(accounting) == said(rows)
