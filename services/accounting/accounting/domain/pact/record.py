"""Published footprints on record, and who read them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from accounting.domain.pact.footprint import ProductFootprint
from accounting.domain.pact.values import Status
from chassis.refusals import Missing


class FootprintMissing(Missing):
    """There is no such footprint, or it was not granted to the caller; both look the same."""

    zh = "没有可读取的碳足迹 {id}。请核对编号,或请发布方授权。"
    en = "There is no footprint {id} for you. Check the id, or ask its publisher for access."


class PublicationMissing(Missing):
    """The caller has published no such calculation."""

    zh = "核算 {id} 尚未发布;请先 POST /v1/calculations/{id}/publication。"
    en = "Calculation {id} is not published; POST /v1/calculations/{id}/publication first."


class Way(StrEnum):
    """How a footprint reached a reader."""

    LIST = "list"
    GET = "get"
    EVENT = "event"


@dataclass(frozen=True)
class Deprecation:
    """A newer version took a footprint's place."""

    replaced_by: UUID
    at: datetime


@dataclass(frozen=True)
class Published:
    """One published version. Nothing in it changes but that it may be deprecated."""

    position: int
    owner: str
    calculation: UUID
    product: UUID
    content: ProductFootprint
    deprecation: Deprecation | None

    @property
    def shown(self) -> ProductFootprint:
        """The footprint with the status that it has now."""
        if self.deprecation is None:
            return self.content
        return self.content.model_copy(update={"status": Status.DEPRECATED})


@dataclass(frozen=True)
class Read:
    """One reading of a footprint by somebody it was granted to."""

    reader: str
    client: str
    way: Way
    at: datetime
