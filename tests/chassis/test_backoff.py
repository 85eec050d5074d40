"""Schedules of attempts, and what `Retry-After` may ask for."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.backoff import Backoff, retry_after

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
THREE = Backoff((1 * SECOND, 10 * SECOND, 100 * SECOND))
SHAKEN = Backoff((100 * SECOND,), less=0.1, more=0.2)


def test_each_failed_attempt_has_its_pause_and_the_last_one_none():
    assert [THREE.pause(failed) for failed in (1, 2, 3, 4)] == [
        1 * SECOND,
        10 * SECOND,
        100 * SECOND,
        None,
    ]


def test_an_endless_schedule_repeats_its_last_pause():
    endless = Backoff(THREE.pauses, endless=True)

    assert endless.pause(3) == endless.pause(4) == endless.pause(10_000) == 100 * SECOND


def test_a_doubling_schedule_stops_doubling_at_the_longest():
    doubling = Backoff.doubling(15 * SECOND, 100 * SECOND)

    assert [doubling.pause(failed) for failed in range(1, 6)] == [
        15 * SECOND,
        30 * SECOND,
        60 * SECOND,
        100 * SECOND,
        100 * SECOND,
    ]


@pytest.mark.parametrize(("roll", "seconds"), [(0.0, 90), (1 / 3, 100), (0.999_999_999, 120)])
def test_chance_moves_a_pause_within_its_shares(roll, seconds):
    assert SHAKEN.pause(1, roll).total_seconds() == pytest.approx(seconds)


def test_without_shares_chance_moves_nothing():
    assert THREE.pause(1, 0.7) == 1 * SECOND


def test_after_the_last_attempt_there_is_no_other():
    assert THREE.next_attempt(3, NOON) == NOON + 100 * SECOND
    assert THREE.next_attempt(4, NOON) is None


@pytest.mark.parametrize(
    ("asked", "waits"),
    [
        (None, 10 * SECOND),
        (9 * SECOND, 10 * SECOND),
        (11 * SECOND, 11 * SECOND),
        (timedelta(days=365), timedelta(days=1)),
    ],
)
def test_a_busy_server_can_lengthen_a_wait_up_to_a_day_and_never_shorten_it(asked, waits):
    assert THREE.next_attempt(2, NOON, asked=asked) == NOON + waits


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
    assert retry_after(503, header, NOON) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "soon",
        "-5",
        "1.5",
        "²",
        "21 Oct 99999999999999999999 07:28:00 GMT",
        "Sun, 22 Nov 2026 12:01:00 +9999999999999999",
        "Sun, 22 Nov 2026 99:01:00 GMT",
    ],
)
def test_an_improper_retry_after_is_no_wish(header):
    assert retry_after(429, header, NOON) is None


@given(
    st.text(max_size=60) | st.from_regex(r"[A-Z][a-z]{2}, \d+ [A-Z][a-z]{2} \d+ \d+:\d+ [-+]\d+")
)
def test_no_retry_after_makes_anything_raise(header):
    found = retry_after(503, header, NOON)

    assert found is None or found >= timedelta(0)


def test_only_busy_answers_may_carry_a_retry_after():
    assert retry_after(500, "120", NOON) is None
