"""How far activity data can be relied on: completeness, accuracy and timeliness, 0 to 1."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounting.model.domain.activity import ActivityData
from accounting.model.domain.system import CutOff, ProductSystem
from accounting.values.domain.numbers import EXACT, rounded

FRESH_MONTHS, STALE_MONTHS = 12, 36
_DECIMALS = 3


@dataclass(frozen=True)
class Scores:
    """Each 0 to 1, three decimals; what they count stands beside them."""

    completeness: Decimal
    accuracy: Decimal
    timeliness: Decimal
    exchanges: int
    measured: int
    sound: int


def scores(
    activity: ActivityData,
    system: ProductSystem,
    *,
    present: Set[str],
    doubted: Set[str],
    today: date,
) -> Scores:
    """Completeness is measured exchanges over all that are not cut off; accuracy is measured ones
    whose evidence is present and that no open finding touches over measured ones; timeliness is 1
    until twelve months after the period and falls evenly to 0 at thirty-six.
    """
    wanted = {
        f"{process.id}.{exchange.id}"
        for process in system.processes
        for exchange in process.exchanges
        if not isinstance(exchange, CutOff)
    }
    measured = {
        f"{process.process}.{each.exchange}": each.evidence.sha256
        for process in activity.processes
        for each in process.consumption
    }
    counted = {place: sha256 for place, sha256 in measured.items() if place in wanted}
    sound = sum(
        sha256 in present and not {place, place.partition(".")[0]} & doubted
        for place, sha256 in counted.items()
    )
    return Scores(
        completeness=_share(len(counted), len(wanted)),
        accuracy=_share(sound, len(counted)),
        timeliness=timeliness(activity.period_end, today),
        exchanges=len(wanted),
        measured=len(counted),
        sound=sound,
    )


def timeliness(end: date, today: date) -> Decimal:
    """By whole months between the end of the period and today."""
    months = (today.year - end.year) * 12 + today.month - end.month - (today.day < end.day)
    left = min(max(STALE_MONTHS - months, 0), STALE_MONTHS - FRESH_MONTHS)
    return _share(left, STALE_MONTHS - FRESH_MONTHS)


def _share(part: int, whole: int) -> Decimal:
    """Nothing of nothing is 0: what was not measured is not known to be right."""
    return rounded(EXACT.divide(Decimal(part), Decimal(whole)), _DECIMALS) if whole else Decimal(0)
