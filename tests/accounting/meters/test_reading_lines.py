"""Lines of readings: each is taken, or refused with its own reason, by whichever way it is read."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounting.meters.domain.byte_lines import ByteLines
from accounting.meters.domain.reading_faults import Fault
from accounting.meters.domain.reading_lines import read_lines
from accounting.meters.domain.reading_meters import Meters
from accounting.meters.domain.reading_scan import sound
from accounting.meters.domain.reading_stream import (
    LONGEST_LINE_BYTES,
    PIECE_BYTES,
    LineTooLong,
    whole_lines,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
METERS = Meters({"m-1": 7, "m-2": 8}, {"m-1": 4, "m-2": None})
GOOD = {"meter": "m-1", "at": "2026-01-31T08:00:00+08:00", "value": "12.5"}


def read(*lines: str):
    return read_lines("\n".join(lines), 1, METERS, now=NOW)


def line(**changes: object) -> str:
    return json.dumps({k: v for k, v in {**GOOD, **changes}.items() if v is not ...})


@pytest.mark.parametrize(
    "text",
    [
        line(),
        json.dumps(dict(reversed(GOOD.items()))),
        line(at="2026-01-31T00:00:00Z"),
        line(at="2026-01-31T00:00:00.000Z"),
        line(at="2026-01-31T01:00:00+01:00"),
        "  " + line().replace(": ", ":") + "\r",
    ],
)
def test_however_it_is_written_a_line_means_one_reading(text):
    found = read(text)

    (row,) = found.readings.tolist()
    assert row == (1, 7, datetime(2026, 1, 31), 12, 500_000, False)  # noqa: DTZ001  UTC by definition.
    assert found.faults == ()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{", Fault.NOT_JSON),
        ("[1]", Fault.NOT_JSON),
        ("[" * 100_000, Fault.NOT_JSON),
        (line(unit="kWh"), Fault.MEMBER_UNKNOWN),
        (line()[:-1] + ', "value": "13"}', Fault.MEMBER_UNKNOWN),
        (line(value=...), Fault.MEMBER_MISSING),
        ("{}", Fault.MEMBER_MISSING),
        ("7", Fault.NOT_JSON),
        (line(value=12.5), Fault.NOT_STRINGS),
        (line(mark="void"), Fault.MARK_UNKNOWN),
        (line(meter="m-9"), Fault.METER_UNKNOWN),
        (line(at="2026-02-30T00:00:00Z"), Fault.MOMENT_INVALID),
        (line(at="yesterday"), Fault.MOMENT_INVALID),
        (line(at="0001-01-01T00:00:00+23:00"), Fault.MOMENT_INVALID),
        (line(at="2026-01-31T08:00:00"), Fault.MOMENT_WITHOUT_ZONE),
        (line(at="2026-11-22T12:05:01Z"), Fault.MOMENT_IN_FUTURE),
        (line(at="1999-12-31T23:59:59Z"), Fault.MOMENT_TOO_EARLY),
        (line(value="-1"), Fault.VALUE_INVALID),
        (line(value="1e3"), Fault.VALUE_INVALID),
        (line(value="１２"), Fault.VALUE_INVALID),
        (line(value="1.0000001"), Fault.VALUE_INVALID),
        (line(value="10000"), Fault.VALUE_BEYOND_DIGITS),
    ],
)
def test_a_line_that_cannot_be_taken_says_why(text, fault):
    found = read(line(), text)

    assert [(each.line, each.fault, each.raw) for each in found.faults] == [(2, fault, text)]
    assert found.readings.size == 1


def test_lines_in_the_documented_order_are_sound_without_being_read_one_by_one():
    """With a space behind comma and colon or without, with a mark, and with either line end."""
    spaced = [line(), line(mark="reset"), line(meter="m-2", at="2026-01-31T00:00:00.5Z")]
    texts = [*spaced, *(each.replace(": ", ":").replace(", ", ",") for each in spaced)]
    every = [*texts, *(f"{each}\r" for each in texts)]

    for each in every:
        assert sound(ByteLines(each.encode()), 1, METERS, now=NOW).size == 1, each
    found = sound(ByteLines("\n".join(every).encode()), 5, METERS, now=NOW)

    assert found["line"].tolist() == list(range(5, 5 + len(every)))
    assert found["reset"].tolist() == [False, True, False] * 4


@pytest.mark.parametrize(
    "changes",
    [
        {"at": "2026-11-22T12:05:00Z"},
        {"at": "2000-01-01T00:00:00Z"},
        {"value": "9999.999999"},
        {"value": "0"},
        {"meter": "m-2", "value": "9" * 15},
    ],
)
def test_a_line_at_a_limit_is_taken_by_either_way(changes):
    found = read(line(**changes), " " + line(**changes))

    assert found.faults == ()
    assert (found.readings.size, found.repeated) == (1, 1)


def test_leading_zeros_are_no_digits():
    assert read(line(value="0000009999.5")).faults == ()


def test_a_reset_is_kept_as_such():
    assert read(line(mark="reset")).readings["reset"].tolist() == [True]


def test_a_repeated_line_counts_once_and_a_contrary_one_is_refused():
    found = read(line(), line(value="12.50"), line(value="13"), line(meter="m-2"))

    assert found.readings["line"].tolist() == [1, 4]
    assert found.repeated == 1
    assert [(each.line, each.fault) for each in found.faults] == [(3, Fault.OTHER_READING)]


def test_blank_lines_are_passed_over_and_counted():
    found = read("", line(meter="x"), "   ", "")

    assert [each.line for each in found.faults] == [2]


def test_an_answer_repeats_three_hundred_characters_of_a_line():
    [fault] = read("x" * 301).faults

    assert fault.shown == "x" * 300
    assert fault.raw == "x" * 301


def test_a_reason_is_told_in_both_languages():
    for fault in Fault:
        assert fault.value.zh != fault.value.en


async def pieces_of(*pieces: bytes):
    for piece in pieces:
        yield piece


async def test_pieces_end_where_lines_end_and_keep_count():
    stream = b"".join(b"%099d\n" % number for number in range(20_000)) + b"last"
    cut = [stream[n : n + 70_001] for n in range(0, len(stream), 70_001)]

    found = [each async for each in whole_lines(pieces_of(*cut))]

    lines = [text for _, piece in found for text in piece.split("\n")]
    assert "\n".join(lines).encode() == stream
    assert len(found) > 1
    for first, piece in found:
        assert stream.split(b"\n")[first - 1].decode() == piece.split("\n")[0]


async def test_a_stream_without_line_ends_is_refused_before_it_fills_memory():
    endless = pieces_of(b'{"meter"\n', *[b"x" * LONGEST_LINE_BYTES] * (PIECE_BYTES // 4096 + 1))

    with pytest.raises(LineTooLong, match="Line 2"):
        [each async for each in whole_lines(endless)]


@pytest.mark.parametrize(("beyond", "refused"), [(0, False), (1, True)])
async def test_a_line_has_at_most_4096_bytes(beyond, refused):
    unended = b"x" * (4096 + beyond)
    stream = pieces_of(b"\n" * PIECE_BYTES + unended)

    if refused:
        with pytest.raises(LineTooLong):
            [each async for each in whole_lines(stream)]
    else:
        assert [text async for _, text in whole_lines(stream)][-1] == unended.decode()


async def test_bytes_that_are_no_text_spoil_only_their_line():
    pieces = [each async for each in whole_lines(pieces_of(b"\xff\n" + line().encode()))]

    found = read_lines(pieces[0][1], 1, METERS, now=NOW)
    assert [each.fault for each in found.faults] == [Fault.NOT_JSON]
    assert found.readings.size == 1


def test_a_leap_second_is_no_moment_however_the_line_is_written():
    moment = line(at="2026-01-31T23:59:60Z")

    assert [each.fault for each in read(moment, " " + moment).faults] == [Fault.MOMENT_INVALID] * 2


IDS = st.sampled_from(["m-1", "m-2", "m-1 ", "m-1\x00", "m-9", ""])
DIGITS = st.text("0123456789", max_size=17)
VALUES = st.builds("".join, st.tuples(DIGITS, st.sampled_from(["", ".", "..", "e"]), DIGITS))
MOMENTS = st.builds(
    "{}-{:02}-{:02}T{:02}:{:02}:{:02}{}{}".format,
    st.integers(1999, 2027),
    st.integers(0, 13),
    st.integers(0, 32),
    st.integers(0, 24),
    st.integers(0, 60),
    st.integers(0, 60),
    st.sampled_from(["", ".5", ".000001", ".1234567", "."]),
    st.sampled_from(["Z", "+08:00", "+01:00", ""]),
)
MARKS = st.sampled_from([..., ..., "reset", "Reset"])
GAPS = st.sampled_from([(",", ":"), (", ", ": "), (",  ", ":")])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(IDS, MOMENTS, VALUES, MARKS, GAPS), min_size=1, max_size=30),
    st.integers(0, 400),
)
def test_lines_checked_together_mean_what_each_means_on_its_own(members, cut):
    lines = [
        json.dumps(
            {
                k: v
                for k, v in zip(("meter", "at", "value", "mark"), each[:4], strict=True)
                if v is not ...
            },
            separators=each[4],
        )
        for each in members
    ]
    lines[0] = lines[0][:cut] + lines[0][cut + 1 :]

    together = read(*lines)
    # A space at its beginning is what only the reading one by one accepts.
    alone = read(*(" " + each for each in lines))

    assert together.readings.tolist() == alone.readings.tolist()
    assert together.repeated == alone.repeated
    assert [(each.line, each.raw, each.fault) for each in together.faults] == [
        (each.line, each.raw[1:], each.fault) for each in alone.faults
    ]
