"""A calculation on record: what it was made from, its document, and its seal once it has one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.refusals import Conflict, Missing


class CalculationNotFound(Missing):
    """There is no such calculation that the caller may read."""

    zh = "没有可查看的核算 {id}。企业可见自己的核算;机构须先收到该核算的认证委托。"
    en = (
        "There is no calculation {id} for you to read. Enterprises see their own; a body sees one "
        "after an application that names it."
    )


class CalculationAlreadySealed(Conflict):
    """The calculation was sealed before."""

    zh = "核算 {id} 已封存,不能再次封存或修改;如需更改请新建一次核算。"
    en = "Calculation {id} is sealed and cannot change; start a new calculation instead."


class CalculationNotSealed(Conflict):
    """The bundle of an open calculation was asked for."""

    zh = "核算 {id} 尚未封存,没有封存文件;请先 POST /v1/calculations/{id}/seal。"
    en = "Calculation {id} is not sealed yet; POST /v1/calculations/{id}/seal first."


class CalculationNotReproducible(Conflict):
    """Recomputing gave other bytes than were recorded, so nothing may be sealed."""

    zh = "核算 {id} 复算结果与记录不一致,不能封存;请新建一次核算。"
    en = "Recomputing calculation {id} gives another result; start a new calculation."


@dataclass(frozen=True)
class Seal:
    """The calculation became immutable: `sha256` covers the bytes of its document."""

    sha256: str
    sealed_at: datetime
    sealed_by: str


@dataclass(frozen=True)
class CalculationRecord:
    """One calculation of an enterprise; `document` is canonical JSON."""

    id: UUID
    enterprise: str
    product: UUID
    system: UUID
    activity: UUID
    at: datetime
    document: str
    seal: Seal | None = None

    @property
    def position(self) -> tuple[str, str]:
        """Where the next page of a list begins."""
        return self.at.isoformat(), str(self.id)
