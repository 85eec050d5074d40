"""Activity data of many systems in one file: all rows of a system and period, or none."""

import csv
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
import time_machine

from accounting.uploads.usecases.intake import take_in
from tests.accounting.conftest import Accounting
from tests.accounting.samples import OTHER_ENTERPRISE
from tests.accounting.uploading import (
    DyingDatabase,
    Killed,
    announces,
    desk,
    errors,
    seen,
    tally,
    uploads,
    works,
)

HEAD = ["system", "period_start", "period_end", "process", "what", "item", "unit", "amount"]
EVIDENCE = ["evidence_sha256", "evidence_source"]
YEARS = [("2023-01-01", "2024-01-01"), ("2024-01-01", "2025-01-01")]


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(datetime(2026, 11, 22, 8, tzinfo=UTC), tick=True):
        yield


async def template(accounting: Accounting, system: str) -> list[list[str]]:
    """The rows of a system's template with amounts, without evidence."""
    path = f"/v1/systems/{system}/activity-template?format=csv"
    blank = (await accounting.get(path)).content.decode("utf-8-sig")
    return [[*row[:4], "2", "", ""] for row in list(csv.reader(StringIO(blank)))[1:]]


def table(rows: list[list[str]], head: list[str] = HEAD) -> bytes:
    out = StringIO()
    csv.writer(out).writerows([[*head, *EVIDENCE], *rows])
    return out.getvalue().encode()


def parsed(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))


async def two_systems(accounting: Accounting) -> tuple[list[str], list[list[str]]]:
    """Two systems, and the rows of both for two years, mixed through one another."""
    first = await accounting.has_system()
    product = (await accounting.get(f"/v1/systems/{first}")).json()["product_id"]
    content = (await accounting.get(f"/v1/systems/{first}")).json()["system"]
    second = await accounting.makes(f"/v1/products/{product}/systems", content)
    rows = await template(accounting, first)
    mixed = [[id, *year, *row] for row in rows for id in (first, second) for year in YEARS]
    return [first, second], mixed


async def reported(accounting: Accounting, system: str) -> list[dict[str, Any]]:
    page = (await accounting.get(f"/v1/systems/{system}/activity-data")).json()
    return page["items"]


async def of_activity(accounting: Accounting, content: bytes, **more: object) -> str:
    return await uploads(accounting, content, what="activity-data", **more)


async def test_every_system_and_period_is_reported(accounting: Accounting):
    systems, rows = await two_systems(accounting)
    id = await of_activity(accounting, table(rows))

    await works(accounting)

    upload = await seen(accounting, id)
    assert (upload["state"], tally(upload)) == ("done", (len(rows), len(rows), 0, 0))
    for system in systems:
        found = await reported(accounting, system)
        reports = [each["activity"] for each in found]
        assert sorted((each["period_start"], each["period_end"]) for each in reports) == YEARS
        assert upload["sha256"] in found[0]["evidence_present"]


async def test_one_bad_row_keeps_out_its_system_and_period_only(accounting: Accounting):
    systems, rows = await two_systems(accounting)
    wrong = next(n for n, row in enumerate(rows) if row[:2] == [systems[0], "2024-01-01"])
    rows[wrong][7] = "two"
    quarter = len(rows) // 4
    id = await of_activity(accounting, table(rows))

    await works(accounting)

    upload = await seen(accounting, id)
    returned = parsed((await errors(accounting, id)).content)
    assert tally(upload) == (len(rows), 3 * quarter, quarter, 0)
    assert [len(await reported(accounting, system)) for system in systems] == [1, 2]
    assert len(returned) == quarter
    assert {(row["system"], row["period_start"]) for row in returned} == {
        (systems[0], "2024-01-01")
    }
    assert [row["line"] for row in returned if row["reason_en"]] == [str(wrong + 2)]


async def test_a_corrected_error_file_completes_the_upload(accounting: Accounting):
    systems, rows = await two_systems(accounting)
    rows[0][7] = "two"
    id = await of_activity(accounting, table(rows))
    await works(accounting)
    returned = (await errors(accounting, id)).content

    corrected = await of_activity(accounting, returned.replace(b",two,", b",2,"))
    whole = await of_activity(accounting, table(rows).replace(b",two,", b",2,"))
    await works(accounting)

    quarter = len(rows) // 4
    assert tally(await seen(accounting, corrected)) == (quarter, quarter, 0, 0)
    assert tally(await seen(accounting, whole)) == (len(rows), 0, 0, len(rows))
    assert [len(await reported(accounting, system)) for system in systems] == [2, 2]


async def test_rows_that_belong_nowhere_say_so(accounting: Accounting):
    system = await accounting.has_system()
    foreign = await accounting.has_system(OTHER_ENTERPRISE)
    rows = await template(accounting, system)
    reasons = {
        ("no-system", *YEARS[0]): "no identifier",
        ("6f4c8c0e-2f55-4a5e-9a0c-0d9f0a4f2f11", *YEARS[0]): "There is no product system",
        (system, "2024-13-01", "2025-01-01"): "periods are dates",
        (system, "2026-01-01", "2027-01-01"): "after today",
        (system, "2025-01-01", "2024-01-01"): "must come after its start",
        (foreign, *YEARS[0]): "There is no product system",
    }
    id = await of_activity(accounting, table([[*p, *row] for p in reasons for row in rows]))

    await works(accounting)

    returned = parsed((await errors(accounting, id)).content)
    count = len(reasons) * len(rows)
    first = {tuple(row[name] for name in HEAD[:3]): row for row in reversed(returned)}
    assert tally(await seen(accounting, id)) == (count, 0, count, 0)
    for place, reason in reasons.items():
        assert reason in first[place]["reason_en"]


async def test_a_template_of_one_system_is_an_upload_too(accounting: Accounting):
    system = await accounting.has_system()
    rows = await template(accounting, system)
    target = {"system_id": system, "period_start": "2024-01-01", "period_end": "2025-01-01"}

    id = await of_activity(accounting, table(rows, HEAD[3:]), **target)
    blank = await of_activity(
        accounting, table([[*row[:4], "", "", ""] for row in rows], HEAD[3:]), **target
    )
    await works(accounting)

    assert tally(await seen(accounting, id)) == (len(rows), len(rows), 0, 0)
    assert len(await reported(accounting, system)) == 1
    assert "no amount" in parsed((await errors(accounting, blank)).content)[0]["reason_en"]


async def test_the_system_of_an_upload_is_the_callers(accounting: Accounting):
    foreign = await accounting.has_system(OTHER_ENTERPRISE)
    await accounting.has_enterprise()
    target = {"system_id": foreign, "period_start": "2024-01-01", "period_end": "2025-01-01"}

    refused = await announces(accounting, b"x", what="activity-data", **target)

    assert (refused.status_code, refused.json()["type"].rpartition(":")[2]) == (
        404,
        "system-not-found",
    )


@pytest.mark.parametrize("died_in", [0, 2, 3, 4, 5])
async def test_a_killed_worker_reports_nothing_twice(accounting: Accounting, died_in: int):
    systems, rows = await two_systems(accounting)
    id = await of_activity(accounting, table(rows))

    dying = DyingDatabase(accounting.database, died_in)

    with pytest.raises(Killed):
        await take_in(dying, desk=desk(accounting))
    await works(accounting)

    assert tally(await seen(accounting, id)) == (len(rows), len(rows), 0, 0)
    assert [len(await reported(accounting, system)) for system in systems] == [2, 2]


async def test_periods_of_one_file_are_compared_with_one_another(accounting: Accounting):
    system = await accounting.has_system()
    rows = await template(accounting, system)
    months = [(f"2025-{n:02}-01", f"2025-{n + 1:02}-01") for n in range(1, 8)]
    inputs = next(n for n, row in enumerate(rows) if row[1] != "output")
    mixed = []
    for number, month in enumerate(months):
        amounts = [str(100 + number) if n == inputs else "100" for n in range(len(rows))]
        amounts[inputs] = "900" if number == 6 else amounts[inputs]
        mixed += [
            [system, *month, *row[:4], amount, *row[5:]]
            for row, amount in zip(rows, amounts, strict=True)
        ]

    await of_activity(accounting, table(mixed))
    await works(accounting)

    found = (await accounting.get("/v1/findings?limit=200")).json()["items"]
    unlike = [each for each in found if each["check"] == "history-outlier"]
    assert [each["place"].rpartition(".")[2] for each in unlike] == [rows[inputs][2]]
