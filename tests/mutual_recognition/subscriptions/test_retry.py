"""When failed deliveries are tried again."""

from datetime import UTC, datetime, timedelta

import pytest

from mutual_recognition.subscriptions.domain.retry import SCHEDULE, WAITS

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
NO_JITTER = 0.5


def moments(roll):
    at, made, found = NOON, 1, []
    while (again := SCHEDULE.next_attempt(made, at, roll)) is not None:
        found.append(again)
        at, made = again, made + 1
    return found


def test_ten_attempts_are_spread_over_about_75_hours():
    found = moments(NO_JITTER)

    assert len(found) == 9
    assert found[-1] - NOON == timedelta(hours=75, minutes=35, seconds=5)


def test_waits_grow_until_they_reach_a_day():
    assert list(WAITS) == sorted(WAITS)
    assert WAITS[-1] == timedelta(days=1)


@pytest.mark.parametrize("roll", [0.0, 0.25, 0.999_999])
def test_jitter_moves_a_wait_by_at_most_a_tenth(roll):
    exact = SCHEDULE.next_attempt(4, NOON, NO_JITTER) - NOON

    moved = SCHEDULE.next_attempt(4, NOON, roll) - NOON

    assert abs(moved - exact) <= exact * 0.1
    assert moved != exact
