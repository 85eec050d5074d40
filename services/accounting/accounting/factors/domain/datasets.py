"""Datasets: a factor with its description and its version, and which version is valid when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accounting.factors.domain.description import Description
from accounting.factors.domain.factors import Factor
from chassis.refusals import Missing

EVERYONE = ""
"""The owner of library datasets."""
OWN = "own"
"""The library of what an organisation brings for itself."""
OWN_PREFIX = "own-"
"""Begins the identifier of every such factor, so that no library can ever take it."""


class FactorNotValidThen(Missing):
    """Neither the factor nor a predecessor of it was valid on the day."""

    zh = "因子 {id} 在 {day} 尚无有效版本;最早的版本 {first} 自 {since} 起有效。"
    en = "No version of {id} was valid on {day}; the first, {first}, is valid from {since}."


@dataclass(frozen=True)
class Dataset:
    """One version of one factor, as its owner or everyone sees it."""

    factor: Factor
    description: Description
    library: str
    version: str
    owner: str = EVERYONE


def valid_on(chain: Sequence[Dataset], day: date) -> Dataset:
    """The newest of a supersession chain (oldest first) that was valid on the day.

    Raises `FactorNotValidThen`.
    """
    started = [link for link in chain if (link.description.valid_from or date.min) <= day]
    lasting = [link for link in started if day <= (link.description.valid_until or date.max)]
    if lasting:
        return lasting[-1]
    first = chain[0]
    raise FactorNotValidThen(
        id=chain[-1].factor.id,
        day=day,
        first=first.factor.id,
        since=first.description.valid_from,
    )
