"""A region's calendar of working days, and within which time what has to be done."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self

import yaml
from pydantic import Field, StringConstraints, model_validator

from packs.models import BilingualText, Day, Line, PackModel
from packs.region import Role


class TermUnit(StrEnum):
    """What a term is counted in."""

    WORKING_DAYS = "working-days"
    DAYS = "days"
    MONTHS = "months"


class Term(PackModel):
    """How long there is time."""

    amount: Annotated[int, Field(gt=0, le=400)]
    unit: TermUnit


class DaysOff(PackModel):
    """Days off one after the other, both ends included."""

    first: Day
    last: Day


class CalendarYear(PackModel):
    """What the State Council announced for a year: days off, and weekends that are worked."""

    year: Annotated[int, Field(ge=2020, le=2100)]
    source: Line
    days_off: tuple[DaysOff, ...]
    made_up: tuple[Day, ...]
    """Saturdays and Sundays that are working days."""
    stand_in: bool = False

    @model_validator(mode="after")
    def _days_are_of_the_year(self) -> Self:
        days = [*self.made_up, *(day for off in self.days_off for day in (off.first, off.last))]
        if strange := [day for day in days if day.year != self.year]:
            raise ValueError(f"not in {self.year}: {', '.join(map(str, strange))}")
        if workdays := [day for day in self.made_up if day.weekday() < 5]:
            raise ValueError(f"worked in any case: {', '.join(map(str, workdays))}")
        return self

    def every_day_off(self) -> frozenset[date]:
        """Every single day off."""
        return frozenset(
            date.fromordinal(day)
            for off in self.days_off
            for day in range(off.first.toordinal(), off.last.toordinal() + 1)
        )


class DutyRule(PackModel):
    """Who owes what kind of duty, within which time, by which clause."""

    kind: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]{1,39}$")]
    name: BilingualText
    owed_by: Role
    term: Term | None = None
    """None where the time is said elsewhere: in the category's rule, or on the certificate."""
    basis: BilingualText
    stand_in: bool = False
    """Whether the term is the pilot's own, because no published text gives one."""


class DutiesPack(PackModel):
    """A region's calendar and its terms."""

    years: tuple[CalendarYear, ...]
    duties: tuple[DutyRule, ...]

    @model_validator(mode="after")
    def _once_each(self) -> Self:
        for what in ([year.year for year in self.years], [duty.kind for duty in self.duties]):
            if len(set(what)) != len(what):
                raise ValueError(f"named twice: {what}")
        return self


def load_duties(packs_dir: Path, region: str) -> DutiesPack:
    """Read and validate `regions/<region>/duties.yaml`."""
    file = packs_dir / "regions" / region / "duties.yaml"
    return DutiesPack.model_validate(yaml.safe_load(file.read_text("utf-8")))
