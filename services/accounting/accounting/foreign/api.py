"""What imports of foreign models lost, and settling it."""

from typing import Annotated, Self
from uuid import UUID

from fastapi import Query
from pydantic import AwareDatetime, ConfigDict, Field

from accounting.foreign.domain.losses import (
    LossAlreadySettled,
    LossNeedsPerson,
    LossNotFound,
    RecordedLoss,
)
from accounting.foreign.domain.search import LossesAsked
from accounting.foreign.usecases import losses as usecases
from accounting.inventory.domain.records import SystemNotFound
from accounting.values.domain.forms import Request, View
from accounting.values.domain.resolutions import Reason
from accounting.values.domain.text import Text
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.pages import CursorInvalid, Page, page
from chassis.problems import problems
from chassis.routing import Router

router = Router(prefix="/v1/systems", tags=["product systems"])
_SAMPLE = "0192f3c4-0000-7000-8000-000000000003"


class SettlementRequest(Request):
    """Why these losses are in order, or what was done about them; for an auditor to read."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"losses": [_SAMPLE], "reason": "该流为冷却水蒸汽,不含温室气体,已核对。"}]
        }
    )

    losses: Annotated[list[UUID], Field(min_length=1, max_length=1000)]
    """Each named, so that nobody settles what they have not read."""
    reason: Reason


class SettlementView(View):
    reason: str
    settled_at: AwareDatetime
    settled_by: str


class LossView(View):
    """Something of a foreign model that was not carried, or only by an assumption."""

    id: UUID
    where: str
    """A process, or `process.exchange`; several with commas."""
    what: Text
    material: bool
    """It can change the footprint: nothing is computed before a person has settled it."""
    settlement: SettlementView | None
    """How it was settled; null while it is not."""

    @classmethod
    def of(cls, each: RecordedLoss) -> Self:
        found = each.settlement
        return cls(
            id=each.id,
            where=each.loss.where,
            what=each.loss.what,
            material=each.loss.material,
            settlement=found
            and SettlementView(reason=found.reason, settled_at=found.at, settled_by=found.by),
        )


@router.get("/{id}/losses", responses=problems(SystemNotFound, CursorInvalid))
async def list_import_losses(
    id: UUID, caller: CurrentCaller, tx: Transaction, asked: Annotated[LossesAsked, Query()]
) -> Page[LossView]:
    """What the import of a system could not carry, the newest import first."""
    rows = await usecases.page(tx, caller.org, id, asked)
    return page(rows, asked.limit, LossView.of, lambda row: row.position)


@router.post(
    "/{id}/losses/settlement",
    responses=problems(SystemNotFound, LossNotFound, LossNeedsPerson, LossAlreadySettled),
)
async def settle_import_losses(
    id: UUID, request: SettlementRequest, caller: CurrentCaller, tx: Transaction
) -> list[LossView]:
    """Settle losses with a reason. Irreversible: reason and person stand in every calculation."""
    found = await usecases.settle(tx, caller, id, request.losses, request.reason)
    return [LossView.of(each) for each in found]
