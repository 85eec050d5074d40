"""Imports as they are recorded, and what persons decide about quarantined rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from accounting.factors.domain.factors import Quarantine
from accounting.factors.domain.rows import Draft, RowOutcome
from chassis.refusals import Conflict, Missing


class FactorImportNotFound(Missing):
    """There is no such import, or it belongs to another organisation."""

    zh = "没有因子导入 {id}。请在 /v1/factor-imports 查看您的导入。"
    en = "There is no factor import {id}. See /v1/factor-imports for yours."


class FactorRowNotQuarantined(Missing):
    """The import has no quarantined row on that line."""

    zh = "导入 {id} 第 {line} 行没有隔离待审的因子。请在 /v1/factor-quarantine 查看待审清单。"
    en = "Line {line} of import {id} is not in quarantine. See /v1/factor-quarantine."


class FactorRowAlreadyReviewed(Conflict):
    """A person has decided on the row before; the decision stands."""

    zh = "导入 {id} 第 {line} 行已于 {at} 审核,结论不能更改;如有变化,请企业重新导入更正后的行。"
    en = "Line {line} of import {id} was decided on {at}, and that stands; import a corrected row."


class FactorRowOutdated(Conflict):
    """The owner has imported a sound row for the same factor since, which a release would undo."""

    zh = "企业此后已重新导入因子 {factor} 的有效行;导入 {id} 第 {line} 行不能再放行,请予以拒绝。"
    en = (
        "The owner has since imported a sound row for {factor}; line {line} of import {id} can no "
        "longer be released, so reject it."
    )


class ReviewDecision(StrEnum):
    """What becomes of a quarantined row."""

    RELEASED = "released"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Review:
    """Who decided on a quarantined row, how, why and when."""

    decision: ReviewDecision
    reason: str
    at: datetime
    org: str
    client: str
    person: str | None


@dataclass(frozen=True)
class ImportRow:
    """One row of an import."""

    line: int
    factor: str
    outcome: RowOutcome
    cells: tuple[str, ...]
    reason: Quarantine | None
    draft: Draft | None
    """What it would become; kept for quarantined rows only."""
    review: Review | None


@dataclass(frozen=True)
class FactorImport:
    """One file that an organisation imported, and how many of its rows had which outcome."""

    id: UUID
    owner: str
    sha256: str
    at: datetime
    submitted_by: str
    format: str
    columns: tuple[str, ...]
    counts: Mapping[RowOutcome, int]

    @property
    def position(self) -> tuple[str, str]:
        """Where the next page of a list begins."""
        return self.at.isoformat(), str(self.id)
