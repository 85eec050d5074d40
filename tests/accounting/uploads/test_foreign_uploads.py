"""Uploads as other programs write or damage them: taken in, or ended with a reason."""

from datetime import UTC, datetime

import pytest
import time_machine

from accounting.uploads.domain.uploads import UploadKind
from tests.accounting.sheets.foreign import kept
from tests.accounting.uploading import errors, has_meters, seen, tally, uploads, works


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(datetime(2026, 11, 22, 8, tzinfo=UTC), tick=True):
        yield


async def test_every_reading_counts_whatever_the_sheet_says_of_its_size(accounting):
    await has_meters(accounting, "field-1")
    id = await uploads(accounting, kept("readings-dimension-A1.xlsx"), kind=UploadKind.XLSX)

    await works(accounting)

    assert tally(await seen(accounting, id)) == (7, 7, 0, 0)


async def test_a_damaged_file_ends_with_a_reason_and_the_next_is_taken_in(accounting):
    await has_meters(accounting, "field-1")
    damaged, good = [
        await uploads(accounting, kept(f"readings-{name}.xlsx"), kind=UploadKind.XLSX)
        for name in ("damaged-deflate", "good-after-damaged")
    ]

    await works(accounting)

    ended, taken = await seen(accounting, damaged), await seen(accounting, good)
    assert ended["state"] == "failed"
    assert "damaged or incomplete" in ended["failure"]["message"]["en"]
    assert (taken["state"], tally(taken)) == ("done", (7, 7, 0, 0))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xef\xbb\xbf" + b'{"meter":"main","at":"2026-01-01T00:00:00Z","value":"1"}\n', "NDJSON"),
        (b"\xef\xbb\xbfmeter,at,value\nmain,2026-01-01T00:00:00Z,1\n", "CSV"),
        (b"sep=;\r\nmeter;at;value\r\nmain;2026-01-01T00:00:00Z;1\r\n", "CSV"),
        (b"meter,at,value\rmain,2026-01-01T00:00:00Z,1\r", "CSV"),
        ("meter\tat\tvalue\r\nmain\t2026-01-01T00:00:00Z\t1".encode("utf-16"), "CSV"),
    ],
    ids=["mark before lines", "mark before a table", "separator", "returns", "utf-16"],
)
async def test_marks_and_ends_of_lines_cost_no_reading(accounting, content, kind):
    await has_meters(accounting, "main")
    id = await uploads(accounting, content, kind=UploadKind[kind])

    await works(accounting)

    assert tally(await seen(accounting, id)) == (1, 1, 0, 0)


async def test_two_values_in_a_cell_are_refused_and_come_back_as_two(accounting):
    await has_meters(accounting, "main")
    content = b'meter,at,value\nmain,2026-01-01T00:00:00Z,"1\n2"\nmain,2026-01-02T00:00:00Z,3\n'
    id = await uploads(accounting, content)

    await works(accounting)

    assert tally(await seen(accounting, id)) == (2, 1, 1, 0)
    assert b"main,2026-01-01T00:00:00Z,1 2,2," in (await errors(accounting, id)).content


@pytest.mark.parametrize(
    ("content", "kind"), [(b"meter,at,value\n", UploadKind.CSV), (b"\n\n\n", UploadKind.NDJSON)]
)
async def test_a_file_without_a_row_of_data_says_so(accounting, content, kind):
    await has_meters(accounting, "main")
    id = await uploads(accounting, content, kind=kind)

    await works(accounting)

    ended = await seen(accounting, id)
    assert (ended["state"], ended["failure"]["type"]) == (
        "failed",
        "urn:tanbiao:problem:upload-empty",
    )


async def test_texts_that_would_run_come_back_harmless_and_are_taken_as_sent(accounting):
    await has_meters(accounting, "main")
    content = b"meter,at,value\n@main,2026-01-01T00:00:00Z,1\nmain,2026-01-02T00:00:00Z,-1\n"
    id = await uploads(accounting, content)
    await works(accounting)

    back = (await errors(accounting, id)).content
    again = await uploads(accounting, back)
    await works(accounting)

    assert b"'@main,2026-01-01T00:00:00Z,1,2," in back
    assert b"\nmain,2026-01-02T00:00:00Z,-1,3," in back
    assert b"'@main,2026-01-01T00:00:00Z,1,2," in (await errors(accounting, again)).content
