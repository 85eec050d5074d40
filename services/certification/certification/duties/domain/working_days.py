"""Working days in China: weekends, days off and weekends that are worked instead."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from certification.values.domain.calendar import CHINA_TIME, add_months
from packs.duties import Term, TermUnit

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class WorkingDays:
    """What departs from Monday to Friday. Years that nobody announced yet depart in nothing."""

    off: frozenset[date] = frozenset()
    made_up: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        """Whether people work on a day."""
        if day in self.made_up:
            return True
        return day.weekday() < _SATURDAY and day not in self.off

    def after(self, day: date, count: int) -> date:
        """The working day that is `count` working days after a day, which does not count."""
        while count > 0:
            day += _DAY
            count -= self.is_working(day)
        return day


def due_at(start: datetime, term: Term, calendar: WorkingDays) -> datetime:
    """The end of the last day of a term, exclusive: a midnight in Beijing.

    The day on which it begins does not count. A term in days or months that would end on a day
    off ends with the next working day. Source: Civil Code of the PRC, articles 201 and 203.
    """
    day = start.astimezone(CHINA_TIME).date()
    match term.unit:
        case TermUnit.WORKING_DAYS:
            last = calendar.after(day, term.amount)
        case TermUnit.DAYS:
            last = _or_next(day + term.amount * _DAY, calendar)
        case TermUnit.MONTHS:
            months_later = add_months(start, term.amount).astimezone(CHINA_TIME).date()
            last = _or_next(months_later, calendar)
    return end_of(last)


def end_of(day: date) -> datetime:
    """The midnight in Beijing with which a day ends."""
    return datetime.combine(day + _DAY, time(), CHINA_TIME).astimezone(UTC)


def _or_next(day: date, calendar: WorkingDays) -> date:
    return day if calendar.is_working(day) else calendar.after(day, 1)
