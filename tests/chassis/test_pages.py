"""Cursors: they lead back to where they were given out, and nothing else comes of one."""

import base64
import json
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from chassis.pages import CursorInvalid, decode, encode, part
from chassis.written import moment, whole

ID = "0198c7a6-5a2e-7c1f-9d51-0242ac120002"


def cursor_of(content: object) -> str:
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def test_a_cursor_is_read_as_what_its_parts_are():
    cursor = encode(["2026-05-04T08:00:00+08:00", ID])

    assert decode(cursor, moment, UUID) == (datetime(2026, 5, 4, tzinfo=UTC), UUID(ID))
    assert decode(encode(["7"]), whole) == (7,)
    assert decode(None, str) is None


@pytest.mark.parametrize(
    "cursor",
    [
        *("", "x", "W10", "é", "[" * 5000, "W10=", "a" * 100_000),
        *map(cursor_of, [b"[" * 1400, b'{"a":' * 250, b"9" * 1400, b"\xff", b'["\\ud800","a"]']),
        *map(cursor_of, ["ab", {"a": 1}, [1, 2], ["a"], ["a", "b", "c"], [["a"], "b"]]),
        *(cursor_of([day, ID]) for day in ("2026-01-01", "infinity", "2026-01-01T00:00:00")),
        cursor_of(["9999-12-31T23:59:59.999999-12:00", ID]),
        cursor_of(["0001-01-01T00:00:00+12:00", ID]),
        cursor_of(["2026-02-30T00:00:00Z", ID]),
        cursor_of(["2026-01-01T00:00:00Z", "x"]),
    ],
    ids=lambda cursor: cursor[:40],
)
def test_what_no_list_gave_out_is_no_cursor(cursor):
    with pytest.raises(CursorInvalid):
        decode(cursor, moment, UUID)


@pytest.mark.parametrize("number", ["", "-1", "1.0", "٣", "１", "1_0", "9" * 19, "9" * 30])
def test_a_number_in_a_cursor_is_one_that_the_database_can_count_to(number):
    with pytest.raises(CursorInvalid):
        decode(encode([number]), whole)


def test_whatever_reading_a_part_raises_the_cursor_is_invalid():
    with pytest.raises(CursorInvalid):
        decode(encode(["x"]), Decimal)


@pytest.mark.parametrize(("count", "sizes"), [(0, [0]), (3, [3]), (4, [3, 1]), (7, [3, 3, 1])])
def test_what_is_here_as_a_whole_comes_in_pages_too(count, sizes):
    items, cursor, pages = [str(n) for n in range(count)], None, []
    while not pages or cursor:
        found = part(items, 3, cursor, str)
        pages.append(found.items)
        cursor = found.next

    assert [len(page) for page in pages] == sizes
    assert [item for page in pages for item in page] == items


def test_beyond_the_end_of_what_is_here_there_is_nothing():
    assert part(["a"], 3, encode(["9"]), str).items == []
