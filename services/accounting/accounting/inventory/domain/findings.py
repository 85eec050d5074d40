"""Findings: what a check noticed, until a person says why it is in order or was corrected."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounting.inventory.domain.checks import Found
from accounting.values.domain.resolutions import Resolution
from chassis.refusals import Conflict, Missing


class FindingNotFound(Missing):
    """There is no such finding among the caller's."""

    zh = "没有疑点 {id}。请在 /v1/findings 查看本企业的疑点。"
    en = "There is no finding {id}. See yours at /v1/findings."


class FindingAlreadyResolved(Conflict):
    """Somebody resolved the finding before; the first reason stays."""

    zh = "疑点 {id} 已处理,处理理由不可更改。"
    en = "Finding {id} is resolved already; the reason given then stays."


@dataclass(frozen=True)
class Finding:
    """Something that a check noticed in activity data."""

    id: UUID
    enterprise: str
    system: UUID
    activity: UUID
    at: datetime
    found: Found
    resolution: Resolution | None = None

    @property
    def position(self) -> tuple[str, str]:
        """Where the next page of a list begins."""
        return self.at.isoformat(), str(self.id)
