"""Records as numbered lines, and the way back from a line to its record."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounting.meters.domain.reading_stream import PIECE_BYTES
from accounting.meters.domain.stream_records import TOPIC_PREFIX, Record, RecordBatch, enterprise_of

ENTERPRISE = "91120116MA0000007N"


def delivery(*values: bytes) -> RecordBatch:
    records = [Record(100 + number, 1, value) for number, value in enumerate(values)]
    return RecordBatch(TOPIC_PREFIX + ENTERPRISE, 0, ENTERPRISE, records)


@given(st.lists(st.binary(max_size=40), min_size=1, max_size=20))
@settings(max_examples=50)
def test_every_line_of_the_pieces_leads_back_to_its_record(values):
    given_ = delivery(*values)

    for first, text in given_.pieces():
        for number, line in enumerate(text.split("\n"), start=first):
            place = given_.place(number)
            assert place.raw.decode(errors="replace") == line
            assert values[place.offset - 100].split(b"\n")[place.line - 1] == place.raw


def test_pieces_are_about_a_megabyte_and_miss_no_line():
    lines = [str(number).encode() * 1000 for number in range(1000)]

    pieces = list(delivery(*lines).pieces())

    assert len(pieces) > 1
    assert all(len(text) < 2 * PIECE_BYTES for _, text in pieces)
    assert "\n".join(text for _, text in pieces).encode() == b"\n".join(lines)


def test_halves_are_the_whole():
    whole = delivery(b"a", b"b", b"c")

    first, second = whole.halves()

    assert [*first.records, *second.records] == whole.records
    assert (first.next_offset, second.next_offset) == (101, 103)


@pytest.mark.parametrize(
    ("topic", "enterprise"),
    [
        (TOPIC_PREFIX + ENTERPRISE, ENTERPRISE),
        (TOPIC_PREFIX + "somebody", None),
        (TOPIC_PREFIX + ENTERPRISE + "X", None),
        (TOPIC_PREFIX, None),
        ("accounting.footprint", None),
        (ENTERPRISE, None),
    ],
)
def test_a_topic_belongs_to_the_enterprise_it_ends_with(topic, enterprise):
    assert enterprise_of(topic) == enterprise
