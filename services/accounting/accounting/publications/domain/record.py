"""Published footprints on record, and who read them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from accounting.pact.domain.footprint import ProductFootprint
from accounting.pact.domain.values import FootprintStatus
from chassis.refusals import Conflict, Missing


class PublishedFootprintNotFound(Missing):
    """There is no such footprint, or it was not granted to the caller; both look the same."""

    zh = "没有可读取的碳足迹 {id}。请核对编号,或请发布方授权。"
    en = "There is no footprint {id} for you. Check the id, or ask its publisher for access."


class PublicationNotFound(Missing):
    """The caller has published no such calculation."""

    zh = "核算 {id} 尚未发布;请先 POST /v1/calculations/{id}/publication。"
    en = "Calculation {id} is not published; POST /v1/calculations/{id}/publication first."


class PublicationAlreadyEnded(Conflict):
    """A newer version took the footprint's place, or it was withdrawn before."""

    zh = "核算 {id} 的碳足迹已失效,不能再撤回;请在该产品的最新版本上操作。"
    en = "The footprint of calculation {id} has ended already; look at the product's newest one."


class GrantNotFound(Missing):
    """The organisation may not read the footprint, so there is nothing to end."""

    zh = "{org} 没有该碳足迹的读取授权;请在 /v1/calculations/{id}/publication/grants 查看。"
    en = "{org} has no access to it; see /v1/calculations/{id}/publication/grants."


class Way(StrEnum):
    """How a footprint reached a reader."""

    LIST = "list"
    GET = "get"
    EVENT = "event"


@dataclass(frozen=True)
class Deprecation:
    """A newer version took a footprint's place, or its publisher withdrew it for a reason."""

    at: datetime
    replaced_by: UUID | None = None
    by: str | None = None
    reason: str | None = None


@dataclass(frozen=True)
class GrantEnd:
    """A recipient may read the footprint no more; what it read before stays on record."""

    at: datetime
    by: str
    reason: str | None


@dataclass(frozen=True)
class Grant:
    """An organisation that was let in, and the end of that where there is one."""

    recipient: str
    at: datetime
    end: GrantEnd | None = None


@dataclass(frozen=True)
class PublishedFootprint:
    """One published version. Nothing in it changes but that it may be deprecated."""

    position: int
    owner: str
    calculation: UUID
    product: UUID
    content: ProductFootprint
    deprecation: Deprecation | None
    root: UUID
    """The first edition of the same publication: access to that one is access to all of them."""
    certificate: UUID | None = None
    """The certificate that its verification names."""

    @property
    def shown(self) -> ProductFootprint:
        """The footprint with the status that it has now."""
        if self.deprecation is None:
            return self.content
        return self.content.model_copy(update={"status": FootprintStatus.DEPRECATED})


@dataclass(frozen=True)
class Read:
    """One reading of a footprint by somebody it was granted to."""

    footprint: UUID
    """Which edition it was."""
    reader: str
    client: str
    way: Way
    at: datetime
    position: int
    """Place among all readings."""
