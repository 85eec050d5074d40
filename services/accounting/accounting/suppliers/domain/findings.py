"""What comes of a supplier's footprint that ended: findings, and how a person settled them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from accounting.values.domain.resolutions import Resolution
from chassis.refusals import Conflict, Missing


class Cause(StrEnum):
    """Why a footprint should no longer be rested on."""

    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    NOT_YET_VALID = "not-yet-valid"
    """Its validity begins, or the document was made, at a moment that lies ahead."""


class SupplierFootprintsUnsettled(Conflict):
    """A calculation rests on suppliers' footprints that ended or have yet to begin."""

    zh = (
        "核算所用的供应商碳足迹有未处理的疑点({findings}),不能封存。"
        "请在 /v1/supplier-findings 查看,改用有效版本后重新核算,或写明理由予以处理。"
    )
    en = (
        "The calculation rests on suppliers' footprints with open findings ({findings}) and is not "
        "sealed. See /v1/supplier-findings: use a valid version, or settle them with a reason."
    )


class SupplierFindingNotFound(Missing):
    """No product system of the caller rests on that footprint, or it has not ended so."""

    zh = "产品系统 {system} 没有关于供应商碳足迹 {footprint} 的疑点({cause})。"
    en = "System {system} has no finding '{cause}' about footprint {footprint}."


class SupplierFindingAlreadyResolved(Conflict):
    """Somebody settled the finding before; the first reason stays."""

    zh = "产品系统 {system} 关于供应商碳足迹 {footprint} 的疑点({cause})已处理,理由不可更改。"
    en = "Finding '{cause}' of system {system} on footprint {footprint} is resolved already."


@dataclass(frozen=True)
class FindingKey:
    """What a finding is about; there is one of each."""

    footprint: UUID
    system: UUID
    cause: Cause

    def __str__(self) -> str:
        return f"{self.footprint}/{self.system}/{self.cause.value}"

    @classmethod
    def read(cls, text: str) -> "FindingKey":
        """The key that is written so. Raises `ValueError`."""
        footprint, system, cause = text.split("/")
        return cls(UUID(footprint), UUID(system), Cause(cause))


@dataclass(frozen=True)
class Dependant:
    """A product system that rests on a footprint which has ended."""

    key: FindingKey
    product_name: str
    company_name: str
    replaced_by: UUID | None
    noticed_at: datetime
    product: UUID
    calculations: int
    sealed: int
    published: int
    """Active publications of the enterprise that rest on it, which customers rely on."""
    resolution: Resolution | None = None

    @property
    def position(self) -> tuple[str, str]:
        """Where the next page of a list begins."""
        return self.noticed_at.isoformat(), str(self.key)
