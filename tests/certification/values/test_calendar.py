"""Days and terms by the calendar of China."""

from datetime import UTC, datetime

import pytest

from certification.values.domain.calendar import add_months, chinese_date


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
