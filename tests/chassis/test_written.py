"""Days, moments and whole numbers: as they are written, and no number that resembles one."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from chassis.written import Day, Moment, moment, small, whole

DAY: TypeAdapter[Any] = TypeAdapter(Day)
MOMENT: TypeAdapter[Any] = TypeAdapter(Moment)


def test_a_day_and_a_moment_are_read_as_they_are_written():
    assert DAY.validate_python("2026-02-28") == date(2026, 2, 28)
    assert DAY.validate_python(date(2026, 2, 28)) == date(2026, 2, 28)
    assert MOMENT.validate_python("2026-02-28T08:00:00.5+08:00") == datetime(
        2026, 2, 28, microsecond=500_000, tzinfo=UTC
    )
    assert moment("2026-02-28T00:00:00Z") == datetime(2026, 2, 28, tzinfo=UTC)
    assert whole(str(2**63 - 1)) == 2**63 - 1


@pytest.mark.parametrize(
    "value",
    [
        *(0, 1e9, True, None, "0", "1767225600", "20260101", "2026-1-1", "2026-02-30", ""),
        *("2026-01-01T00:00:00", "２０２６-01-01", "0001-01-01", "9999-12-31", "2026-01-01\n"),
        datetime(2026, 1, 1, tzinfo=UTC),
    ],
    ids=repr,
)
def test_what_only_resembles_a_day_is_refused(value):
    with pytest.raises(ValidationError):
        DAY.validate_python(value)


@pytest.mark.parametrize(
    "value",
    [
        *(0, 1.5, "0", "1767225600", "2026-01-01", "2026-01-01T00:00:00", "infinity"),
        *("2026-01-01T25:00:00Z", "0001-01-01T00:00:00+12:00", "9999-12-31T23:59:59-12:00"),
    ],
    ids=repr,
)
def test_what_only_resembles_a_moment_is_refused(value):
    with pytest.raises(ValidationError):
        MOMENT.validate_python(value)


@pytest.mark.parametrize("text", ["9" * 5000, str(2**63), "-1", "", "1_0", "٣"])
def test_a_whole_number_has_ascii_digits_and_63_bits(text):
    with pytest.raises(ValueError, match="no whole number"):
        whole(text)


def test_a_small_number_has_31_bits():
    assert small(str(2**31 - 1)) == 2**31 - 1
    with pytest.raises(ValueError, match="no whole number"):
        small(str(2**31))
