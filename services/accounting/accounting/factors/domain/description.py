"""What a factor's number does not say: provider, licence, technology, validity, uncertainty."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter, with_config

from accounting.values.domain.numbers import Exact
from chassis.written import Day


class EvaluationStatus(StrEnum):
    """How far a factor has been evaluated (factor-database guideline: 评价状态)."""

    OFFICIAL = "official"
    """Announced by the competent authorities."""
    EVALUATED = "evaluated"
    """Passed the evaluation of a factor database."""
    PUBLISHED = "published"
    """Public, with its source, and not evaluated by anyone known here."""
    SUPPLIED = "supplied"
    """Primary data that an organisation brought for itself."""


BEST_FIRST = tuple(EvaluationStatus)


class PedigreeSet(StrEnum):
    """The two published number sets of the pedigree matrix; they are never mixed."""

    V1 = "v1"
    V2 = "v2"


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True)
class Pedigree:
    """Scores from 1 (best) to 5: reliability, completeness, time, place, technology[, sample]."""

    set: PedigreeSet
    """The set of deviations that is used."""
    scores: Annotated[
        tuple[Annotated[int, Field(ge=1, le=5)], ...], Field(min_length=5, max_length=6)
    ]


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True)
class Description:
    """Everything about a dataset that is not the factor itself."""

    provider: str
    licence: str
    evaluation: EvaluationStatus
    technology: str | None = None
    """Words for the technology in both languages; `平均 average` for a mean over technologies."""
    valid_from: Day | None = None
    valid_until: Day | None = None
    """Last day on which the dataset may be chosen, where its provider names one."""
    supersedes: str | None = None
    gsd: Exact | None = None
    """Geometric standard deviation, 1 or more, where the provider states one."""
    pedigree: Pedigree | None = None

    @property
    def is_average(self) -> bool:
        return self.technology is not None and "average" in self.technology


UNDESCRIBED = Description("-", "-", EvaluationStatus.PUBLISHED)
"""Stands in for a row whose pack has no description."""
DESCRIPTION = TypeAdapter(Description)
