"""When failed deliveries are tried again."""

from datetime import UTC, datetime, timedelta

import pytest

from mutual_recognition.domain import retry

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
NO_JITTER = 0.5


def moments(roll):
    at, made, found = NOON, 1, []
    while (again := retry.next_attempt(made, at, roll)) is not None:
        found.append(again)
        at, made = again, made + 1
    return found


def test_ten_attempts_are_spread_over_about_75_hours():
    found = moments(NO_JITTER)

    assert len(found) == 9
    assert found[-1] - NOON == timedelta(hours=75, minutes=35, seconds=5)


def test_waits_grow_until_they_reach_a_day():
    assert list(retry.WAITS) == sorted(retry.WAITS)
    assert retry.WAITS[-1] == timedelta(days=1)


@pytest.mark.parametrize("roll", [0.0, 0.25, 0.999_999])
def test_jitter_moves_a_wait_by_at_most_a_tenth(roll):
    exact = retry.next_attempt(4, NOON, NO_JITTER) - NOON

    moved = retry.next_attempt(4, NOON, roll) - NOON

    assert abs(moved - exact) <= exact * 0.1
    assert moved != exact


def test_after_the_last_attempt_there_is_no_other():
    assert retry.next_attempt(10, NOON, NO_JITTER) is None


def test_a_busy_subscriber_can_ask_for_a_longer_wait():
    asked = timedelta(minutes=20)

    assert retry.next_attempt(1, NOON, NO_JITTER, asked) == NOON + asked


def test_a_busy_subscriber_cannot_shorten_a_wait():
    asked = timedelta(seconds=1)

    assert retry.next_attempt(5, NOON, NO_JITTER, asked) == NOON + timedelta(hours=5)


def test_a_busy_subscriber_cannot_ask_for_more_than_a_day():
    assert retry.next_attempt(1, NOON, NO_JITTER, timedelta(days=365)) == NOON + timedelta(days=1)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        ("9" * 400, 86_400),
        ("Sun, 22 Nov 2026 12:01:00 GMT", 60),
        ("Sun, 22 Nov 2026 20:01:00 +0800", 60),
        ("Sun, 22 Nov 2026 12:01:00 -0000", 60),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(header, seconds):
    assert retry.retry_after(503, header, NOON) == timedelta(seconds=seconds)


@pytest.mark.parametrize("header", [None, "", "soon", "-5", "1.5", "²"])
def test_an_improper_retry_after_is_no_wish(header):
    assert retry.retry_after(429, header, NOON) is None


def test_only_busy_answers_may_carry_a_retry_after():
    assert retry.retry_after(500, "120", NOON) is None
