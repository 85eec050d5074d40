"""Certificate numbers, status places, terms."""

import pytest

from certification.certificates.domain.numbering import (
    StatusListsFull,
    certificate_number,
    draw_status_index,
)


def test_a_number_is_upper_case_and_has_no_spaces():
    assert certificate_number("CNCA-R-2099-901", 2026, 1) == "2099901-CFP-2026-00001"


def test_bodies_with_foreign_capital_have_a_series_of_their_own():
    assert certificate_number("CNCA-RF-2099-901", 2026, 12) == "F2099901-CFP-2026-00012"


def test_a_taken_place_is_drawn_again():
    draws = iter([3, 3, 4])

    assert draw_status_index({3}, draw=lambda _: next(draws), size=8) == 4


def test_the_last_free_place_is_found_and_then_the_lists_are_full():
    assert draw_status_index(set(range(7)), size=8) == 7
    with pytest.raises(StatusListsFull):
        draw_status_index(set(range(8)), size=8)


def test_a_place_is_within_the_smallest_permitted_list():
    assert 0 <= draw_status_index(set()) < 131_072
