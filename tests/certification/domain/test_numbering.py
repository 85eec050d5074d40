"""Certificate numbers, status places, terms."""

from datetime import UTC, datetime

import pytest

from certification.domain.numbering import (
    StatusListsFull,
    add_months,
    certificate_number,
    chinese_date,
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


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (datetime(2026, 5, 4, 9, tzinfo=UTC), 24, datetime(2028, 5, 4, 9, tzinfo=UTC)),
        (datetime(2028, 2, 29, 1, tzinfo=UTC), 24, datetime(2030, 2, 28, 1, tzinfo=UTC)),
        (datetime(2026, 12, 31, 1, tzinfo=UTC), 2, datetime(2027, 2, 28, 1, tzinfo=UTC)),
        # 16:30 UTC on 30 April is already 1 May in China.
        (datetime(2026, 4, 30, 16, 30, tzinfo=UTC), 1, datetime(2026, 5, 31, 16, 30, tzinfo=UTC)),
    ],
)
def test_a_term_in_months_ends_on_the_same_chinese_day(start, months, end):
    assert add_months(start, months) == end


def test_the_date_of_an_evening_in_utc_is_the_next_day_in_china():
    assert chinese_date(datetime(2026, 5, 4, 16, 0, tzinfo=UTC)) == "2026-05-05"
