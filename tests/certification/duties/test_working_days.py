"""Terms end when people in China would say so."""

from datetime import UTC, date, datetime

import pytest

from certification.duties.domain.working_days import WorkingDays, due_at
from packs import PACKS_DIR
from packs.duties import Term, TermUnit, load_duties

YEARS = load_duties(PACKS_DIR, "tianjin").years
CALENDAR = WorkingDays(
    off=frozenset(day for year in YEARS for day in year.every_day_off()),
    made_up=frozenset(day for year in YEARS for day in year.made_up),
)


def ends(start: str, amount: int, unit: str) -> str:
    term = Term(amount=amount, unit=TermUnit(unit))
    return due_at(datetime.fromisoformat(start), term, CALENDAR).isoformat()


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2026-02-13", True),  # Friday
        ("2026-02-14", True),  # Saturday, worked for the Spring Festival
        ("2026-02-16", False),  # Monday, off
        ("2026-02-21", False),
        ("2026-02-24", True),
        ("2026-03-01", False),  # Sunday
        ("2031-01-01", True),  # Nobody announced that year.
    ],
)
def test_a_day_is_worked_or_not(day, working):
    assert CALENDAR.is_working(date.fromisoformat(day)) is working


@pytest.mark.parametrize(
    ("start", "amount", "unit", "end"),
    [
        # From Friday 13 February: 14 (made up), 24, 25, 26, 27 are the next five working days.
        ("2026-02-13T01:00:00Z", 5, "working-days", "2026-02-27T16:00:00+00:00"),
        # It is already the 14th in Beijing: 24, 25, 26, 27 and the Saturday that is made up.
        ("2026-02-13T17:00:00Z", 5, "working-days", "2026-02-28T16:00:00+00:00"),
        # Ten days from 28 September end on 8 October, a working day.
        ("2026-09-28T01:00:00Z", 10, "days", "2026-10-08T16:00:00+00:00"),
        # Three end on 1 October, which is off until the 7th.
        ("2026-09-28T01:00:00Z", 3, "days", "2026-10-08T16:00:00+00:00"),
        # Three months from 30 November 2026: the last day of February is a Sunday.
        ("2026-11-30T01:00:00Z", 3, "months", "2027-03-01T16:00:00+00:00"),
    ],
)
def test_a_term_ends_with_a_midnight_in_beijing(start, amount, unit, end):
    assert ends(start, amount, unit) == end


def test_the_end_is_the_midnight_after_the_last_day():
    end = datetime.fromisoformat(ends("2026-03-02T03:00:00Z", 1, "working-days"))

    assert end == datetime(2026, 3, 3, 16, tzinfo=UTC)
