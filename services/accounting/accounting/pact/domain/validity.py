"""How long a footprint may be used: its stated validity period, or the default."""

from dataclasses import dataclass
from datetime import datetime

from accounting.pact.domain.footprint import ProductFootprint

YEARS = 3
"""The longest validity after the end of the reference period, and the default one."""


@dataclass(frozen=True)
class Validity:
    """From the first to the last instant; the filters of the specification count both."""

    start: datetime
    end: datetime

    def includes(self, moment: datetime) -> bool:
        return self.start <= moment <= self.end


def validity(footprint: ProductFootprint) -> Validity:
    """The stated period; what is absent is the reference period's end and three years later."""
    reference_end = footprint.pcf.reference_period_end
    return Validity(
        footprint.validity_period_start or reference_end,
        footprint.validity_period_end or years_later(reference_end, YEARS),
    )


def years_later(moment: datetime, years: int) -> datetime:
    """The same day in a later year; the 29th of February becomes the 28th."""
    try:
        return moment.replace(year=moment.year + years)
    except ValueError:
        return moment.replace(year=moment.year + years, day=28)
