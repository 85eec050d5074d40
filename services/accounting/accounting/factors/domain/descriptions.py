"""Reads `datasets.yaml` of a factor library: descriptions by source and by identifier.

It stands beside the library's own files, whose content hash is inside sealed calculations.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, StringConstraints

from accounting.factors.domain.description import UNDESCRIBED, Description, EvaluationStatus
from accounting.factors.domain.factors import Factor

Glob = Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]+\*?$")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SourceRule(_Part):
    """Who provides the rows whose source title begins like this, and on which terms."""

    starts: str
    provider: str
    licence: str
    evaluation: EvaluationStatus


class DatasetRule(_Part):
    """What is known of the rows with these identifiers; a final `*` stands for any ending."""

    ids: Glob
    technology: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    supersedes: Glob | None = None
    """With `*`, the same ending of another row; a row without such a predecessor has none."""


class DescriptionRules(_Part):
    """`datasets.yaml`: later rules on identifiers add to earlier ones."""

    sources: tuple[SourceRule, ...]
    datasets: tuple[DatasetRule, ...]


@dataclass(frozen=True)
class Descriptions:
    """One description for each factor, and the hash of the file that they come from."""

    sha256: str
    of: Mapping[str, Description]


def read_descriptions(text: str, factors: Mapping[str, Factor]) -> Descriptions:
    """Describe every factor. Raises pydantic's `ValidationError` with the place."""
    rules = DescriptionRules.model_validate(yaml.safe_load(text))
    described = {id: _describe(rules, factor, factors) for id, factor in factors.items()}
    return Descriptions(hashlib.sha256(text.encode()).hexdigest(), described)


def undescribed(factors: Mapping[str, Factor]) -> Descriptions:
    """For a library without `datasets.yaml`."""
    return Descriptions("", dict.fromkeys(factors, UNDESCRIBED))


def _describe(
    rules: DescriptionRules, factor: Factor, factors: Mapping[str, Factor]
) -> Description:
    found = UNDESCRIBED
    title = factor.source_title
    if source := next((s for s in rules.sources if title.startswith(s.starts)), None):
        found = Description(source.provider, source.licence, source.evaluation)
    for rule in rules.datasets:
        if (ending := _ending(rule.ids, factor.id)) is None:
            continue
        before = rule.supersedes and rule.supersedes.replace("*", ending)
        found = replace(
            found,
            technology=rule.technology or found.technology,
            valid_from=rule.valid_from or found.valid_from,
            valid_until=rule.valid_until or found.valid_until,
            supersedes=before if before in factors else found.supersedes,
        )
    return found


def _ending(glob: str, id: str) -> str | None:
    """What `*` stands for; None when the identifier does not fit."""
    stem = glob.removesuffix("*")
    if stem == glob:
        return "" if id == glob else None
    return id.removeprefix(stem) if id.startswith(stem) else None
