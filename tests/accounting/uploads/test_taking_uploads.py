"""What the worker makes of uploads: rows exactly once, whatever happens, and what was refused."""

import asyncio
import csv
import json
from datetime import UTC, datetime
from io import BytesIO, StringIO

import polars as pl
import pytest
import time_machine
from openpyxl import Workbook, load_workbook
from sqlalchemy import text

from accounting.uploads.domain.uploads import UploadKind
from accounting.uploads.usecases.intake import take_in
from tests.accounting.conftest import Accounting
from tests.accounting.uploading import (
    DyingDatabase,
    Killed,
    desk,
    errors,
    has_meters,
    readings_csv,
    seen,
    tally,
    uploads,
    works,
)

ROWS = [
    ("meter", "at", "value", "mark"),
    ("main", "2026-01-01T00:00:00+08:00", "1.5", ""),
    ("main", "2026-01-02T00:00:00+08:00", "minus", ""),
    ("other", "2026-01-01T00:00:00+08:00", "1", ""),
    ("main", "2026-01-03T00:00:00+08:00", "0", "reset"),
]


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(datetime(2026, 11, 22, 8, tzinfo=UTC), tick=True):
        yield


def as_csv(rows) -> bytes:
    out = StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def as_xlsx(rows) -> bytes:
    book, out = Workbook(), BytesIO()
    for row in rows:
        book.active.append(list(row))
    book.save(out)
    return out.getvalue()


def as_parquet(rows) -> bytes:
    out = BytesIO()
    pl.DataFrame(rows[1:], schema=list(rows[0]), orient="row").write_parquet(out)
    return out.getvalue()


def as_ndjson(rows) -> bytes:
    named = [{k: v for k, v in zip(rows[0], row, strict=True) if v} for row in rows[1:]]
    return "\n".join(json.dumps(row) for row in named).encode()


def of_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"))))


def of_xlsx(content: bytes) -> list[list[str]]:
    rows = load_workbook(BytesIO(content)).active.iter_rows(values_only=True)
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


def of_parquet(content: bytes) -> list[list[str]]:
    frame = pl.read_parquet(BytesIO(content))
    return [frame.columns, *map(list, frame.iter_rows())]


def of_ndjson(content: bytes) -> list[list[str]]:
    names = ["meter", "at", "value", "mark", "line", "reason_zh", "reason_en"]
    objects = [json.loads(line) for line in content.decode().splitlines()]
    return [names, *([str(each.get(name, "")) for name in names] for each in objects)]


MADE = {
    UploadKind.CSV: as_csv,
    UploadKind.XLSX: as_xlsx,
    UploadKind.PARQUET: as_parquet,
    UploadKind.NDJSON: as_ndjson,
}
READ = {
    UploadKind.CSV: of_csv,
    UploadKind.XLSX: of_xlsx,
    UploadKind.PARQUET: of_parquet,
    UploadKind.NDJSON: of_ndjson,
}


async def readings_of(accounting: Accounting) -> list[tuple[str, int]]:
    """Meters with the number of their readings."""
    statement = text(
        "select id, count(*) from reading join meter on meter.number = reading.meter "
        "group by id order by id"
    )
    async with accounting.database.transaction() as tx:
        return [tuple(row) for row in await tx.execute(statement)]


@pytest.mark.parametrize("kind", UploadKind, ids=lambda kind: kind.suffix)
async def test_good_rows_go_in_and_the_others_come_back_to_be_corrected(
    accounting: Accounting, kind: UploadKind
):
    await has_meters(accounting, "main")
    id = await uploads(accounting, MADE[kind](ROWS), kind=kind)

    await works(accounting)

    upload = await seen(accounting, id)
    returned = READ[kind]((await errors(accounting, id)).content)
    first = 1 if kind is UploadKind.NDJSON else 2
    assert (upload["state"], upload["percent"], tally(upload)) == ("done", 100, (4, 2, 2, 0))
    assert await readings_of(accounting) == [("main", 2)]
    assert returned[0] == [*ROWS[0], "line", "reason_zh", "reason_en"]
    assert [row[:5] for row in returned[1:]] == [
        [*ROWS[2], str(first + 1)],
        [*ROWS[3], str(first + 2)],
    ]
    assert "decimal" in returned[1][6]
    assert "小数" in returned[1][5]
    assert "describe it first" in returned[2][6]

    await has_meters(accounting, "other")
    corrected = [[cell.replace("minus", "2") for cell in row] for row in returned]
    again = await uploads(accounting, MADE[kind](corrected), kind=kind)
    await works(accounting)

    assert tally(await seen(accounting, again)) == (2, 2, 0, 0)
    assert await readings_of(accounting) == [("main", 3), ("other", 1)]


async def test_an_error_file_comes_in_any_format(accounting: Accounting):
    await has_meters(accounting, "main")
    id = await uploads(
        accounting, b'not json\n{"meter": "main", "at": 3}\n', kind=UploadKind.NDJSON
    )
    await works(accounting)

    as_table = of_csv((await errors(accounting, id, "?format=csv")).content)
    as_lines = (await errors(accounting, id)).content.decode().splitlines()

    assert as_table[0] == ["meter", "at", "value", "mark", "raw", "line", "reason_zh", "reason_en"]
    assert [row[4:6] for row in as_table[1:]] == [
        ["not json", "1"],
        ['{"meter": "main", "at": 3}', "2"],
    ]
    assert json.loads(as_lines[0])["raw"] == "not json"
    assert json.loads(as_lines[1])["at"] == 3


async def test_the_file_is_evidence_afterwards(accounting: Accounting):
    await has_meters(accounting, "main")
    content = readings_csv(3)
    upload = await seen(accounting, await uploads(accounting, content))
    await works(accounting)

    kept = await accounting.get(f"/v1/evidence/{upload['sha256']}")

    assert (kept.status_code, kept.content) == (200, content)


@pytest.mark.parametrize("died_in", [0, 1, 3, 4, 6])
async def test_a_killed_worker_leaves_nothing_half_done(accounting: Accounting, died_in: int):
    await has_meters(accounting, "main")
    id = await uploads(accounting, readings_csv(25_000) + b"main,never,1\n")
    dying = DyingDatabase(accounting.database, died_in)

    with pytest.raises(Killed):
        await take_in(dying, desk=desk(accounting))
    await works(accounting)

    upload = await seen(accounting, id)
    assert (upload["state"], tally(upload)) == ("done", (25_001, 25_000, 1, 0))
    assert await readings_of(accounting) == [("main", 25_000)]
    assert len(of_csv((await errors(accounting, id)).content)) == 2


async def test_two_workers_at_once_take_each_row_once(accounting: Accounting):
    await has_meters(accounting, "main")
    ids = [
        await uploads(accounting, readings_csv(25_000)),
        await uploads(accounting, readings_csv(12_000, meter="unknown")),
    ]

    await asyncio.gather(works(accounting), works(accounting), works(accounting))

    found = [await seen(accounting, id) for id in ids]
    assert [(each["state"], tally(each)) for each in found] == [
        ("done", (25_000, 25_000, 0, 0)),
        ("done", (12_000, 0, 12_000, 0)),
    ]
    assert await readings_of(accounting) == [("main", 25_000)]


async def test_rows_that_are_known_are_not_doubled(accounting: Accounting):
    await has_meters(accounting, "main")
    await uploads(accounting, readings_csv(11_000))
    longer = await uploads(accounting, readings_csv(22_000))

    await works(accounting)

    assert tally(await seen(accounting, longer)) == (22_000, 11_000, 0, 11_000)
    assert await readings_of(accounting) == [("main", 22_000)]


@pytest.mark.parametrize(
    ("content", "kind", "problem"),
    [
        (b"PK\x03\x04 nothing", UploadKind.XLSX, "factor-file-unreadable"),
        (b"PAR1 nothing", UploadKind.PARQUET, "factor-file-unreadable"),
        (b"meter,at,value\n", UploadKind.XLSX, "upload-kind-wrong"),
        (b"PAR1 nothing", UploadKind.CSV, "upload-kind-wrong"),
        (b"meter,moment\n", UploadKind.CSV, "upload-columns-missing"),
        (b"\0\1\2", UploadKind.CSV, "factor-file-unreadable"),
        (b'meter,at,value\n"a', UploadKind.CSV, "factor-file-unreadable"),
        (b"x" * 5000, UploadKind.NDJSON, "line-too-long"),
        (readings_csv(101), UploadKind.CSV, "upload-too-long"),
    ],
)
async def test_a_file_that_cannot_be_taken_says_why(
    shared_accounting: Accounting, content: bytes, kind: UploadKind, problem: str
):
    await has_meters(shared_accounting, "main")
    id = await uploads(shared_accounting, content, kind=kind)

    await works(shared_accounting, max_rows=100)

    upload = await seen(shared_accounting, id)
    assert upload["state"] == "failed"
    assert upload["failure"]["type"] == f"urn:tanbiao:problem:{problem}"
    assert upload["failure"]["message"]["zh"]
    assert upload["failure"]["message"]["en"]


async def test_what_arrives_must_be_what_was_announced(shared_accounting: Accounting):
    await has_meters(shared_accounting, "main")
    content = readings_csv(3)
    id = await uploads(shared_accounting, content, sha256="0" * 64)

    await works(shared_accounting)

    upload = await seen(shared_accounting, id)
    assert upload["failure"]["type"] == "urn:tanbiao:problem:upload-damaged"
    assert await uploads(shared_accounting, content, sha256="0" * 64) != id
