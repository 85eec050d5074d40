"""Numbers that a mistyped one may have meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.labels.domain.label import is_number, parse_number, resembling
from registry.labels.domain.sequence import ALPHABET

NUMBER = "N1201164715026000018"


def by_trying_all(typed: str) -> set[str]:
    """Every replacement and every swap, kept where the whole is a number."""
    tried = {typed[:n] + c + typed[n + 1 :] for n in range(20) for c in ALPHABET}
    tried |= {typed[:n] + typed[n + 1] + typed[n] + typed[n + 2 :] for n in range(19)}
    return {str(parse_number(each)) for each in tried if is_number(each)}


@given(st.integers(0, 19), st.sampled_from(ALPHABET))
def test_all_numbers_one_character_or_one_swap_away_are_named(place, character):
    typed = NUMBER[:place] + character + NUMBER[place + 1 :]
    if typed != NUMBER:
        named = resembling(typed)
        assert set(named) == by_trying_all(typed)
        assert str(parse_number(NUMBER)) in named


@pytest.mark.parametrize("typed", ["", "N", NUMBER[:-1], NUMBER + "8", "OI" + NUMBER[2:]])
def test_what_is_further_away_resembles_none(typed):
    assert resembling(typed) == ()


def test_a_letter_that_no_number_has_is_one_wrong_character():
    assert "N-120116-47150-2600001-8" in resembling("N12O1164715026000018")
