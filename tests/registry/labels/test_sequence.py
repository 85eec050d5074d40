"""Places of a series in five characters: the numbers first, then what has a letter in it."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.labels.domain.label import (
    LabelNumbersExhausted,
    NumberSeries,
    SchemeCode,
    parse_number,
)
from registry.labels.domain.sequence import ALPHABET, LAST_SEQUENCE, read, written

SERIES = NumberSeries(SchemeCode.NATIONAL, "120116", "47150", 26)
PLACES = st.integers(min_value=0, max_value=LAST_SEQUENCE)


@pytest.mark.parametrize(
    ("sequence", "text"),
    [(1, "00001"), (99_999, "99999"), (100_000, "0000A"), (100_020, "0000Y"), (100_021, "0001A")],
)
def test_letters_come_when_the_numbers_are_used_up(sequence, text):
    assert written(sequence) == text
    assert read(text) == sequence


def test_the_texts_with_letters_follow_in_the_order_of_the_alphabet():
    everything = ("".join(text) for text in product(ALPHABET, repeat=5))
    lettered = (text for text in everything if not text.isdecimal())

    for sequence, text in zip(range(100_000, 130_000), lettered, strict=False):
        assert (written(sequence), read(text)) == (text, sequence)


def test_there_are_more_than_twenty_million_and_the_last_is_all_y():
    assert LAST_SEQUENCE == 31**5 - 1 == 28_629_150
    assert written(LAST_SEQUENCE) == "YYYYY"


@given(PLACES, PLACES)
def test_no_two_places_are_written_alike(one, other):
    assert read(written(one)) == one
    assert (written(one) == written(other)) == (one == other)


@given(PLACES.filter(bool))
def test_every_number_of_a_series_is_read_again_and_has_twenty_characters(sequence):
    number = SERIES.number(sequence)

    assert parse_number(str(number)) == number
    assert len(str(number).replace("-", "")) == 20


def test_after_the_last_place_the_series_is_exhausted():
    with pytest.raises(LabelNumbersExhausted):
        SERIES.number(LAST_SEQUENCE + 1)
