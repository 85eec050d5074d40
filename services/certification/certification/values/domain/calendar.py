"""Days and terms by the calendar of China."""

import calendar
from datetime import UTC, date, datetime, time, timedelta, timezone

CHINA_TIME = timezone(timedelta(hours=8))
"""Dates on certificates and in rules are Chinese dates; China has had one zone since 1949."""


def chinese_date(at: datetime) -> str:
    """The date in China at a moment, as YYYY-MM-DD."""
    return at.astimezone(CHINA_TIME).date().isoformat()


def add_months(start: datetime, months: int) -> datetime:
    """The same Chinese clock time `months` later; a day that does not exist becomes the last."""
    local = start.astimezone(CHINA_TIME)
    years, month = divmod(local.month - 1 + months, 12)
    year = local.year + years
    day = min(local.day, calendar.monthrange(year, month + 1)[1])
    return local.replace(year=year, month=month + 1, day=day).astimezone(UTC)


def term_end(start: datetime, months: int) -> datetime:
    """The midnight in Beijing with which a term of months ends: its day is the first without it."""
    day = add_months(start, months).astimezone(CHINA_TIME)
    return day.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)


def add_months_to_day(day: date, months: int) -> date:
    """The same day of the month `months` later; one that does not exist becomes the last."""
    start = datetime.combine(day, time(), CHINA_TIME)
    return add_months(start, months).astimezone(CHINA_TIME).date()
