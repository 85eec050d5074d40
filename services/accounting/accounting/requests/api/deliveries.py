"""What is on its way to partners, and sending again what never arrived."""

from typing import Annotated, Self
from uuid import UUID

from fastapi import Query
from pydantic import AwareDatetime

from accounting.partners.domain.exchange import DeliveryNotDead, DeliveryNotFound, DeliveryWithheld
from accounting.partners.domain.search import DeliveriesAsked
from accounting.partners.usecases import errands
from accounting.partners.usecases.errands import Shipment
from accounting.requests.usecases import deliveries
from accounting.values.domain.forms import View
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.pages import CursorInvalid, Page, page
from chassis.problems import problems
from chassis.routing import Router

router = Router(prefix="/v1/exchange-deliveries", tags=["supply chain"])


class DeliveryView(View):
    """An errand to a partner. One that is `dead` was given up, and may be sent once more.

    `withheld` names footprints that were left out because access to them had ended, for
    `withheld_reason`; with `withheld_at` there was nothing else in it, and it was not sent.
    """

    id: UUID
    partner: str
    errand: str
    """What is delivered."""
    created_at: AwareDatetime
    attempts: int
    next_attempt_at: AwareDatetime | None
    delivered_at: AwareDatetime | None
    """When it arrived; null while it has not."""
    error: str | None
    replayed_at: AwareDatetime | None
    """When it was sent again."""
    replayed_by: str | None
    """Who had it sent again."""
    withheld: list[UUID]
    """Footprints that were left out because access to them had ended."""
    withheld_at: AwareDatetime | None
    """When it was kept back, because there was nothing else in it."""
    withheld_reason: str | None
    """Why access had ended."""
    updated_at: AwareDatetime
    dead: bool
    """Whether it was given up."""

    @classmethod
    def of(cls, shipment: Shipment) -> Self:
        return cls(**vars(shipment), dead=shipment.dead)


@router.get("", responses=problems(CursorInvalid))
async def list_exchange_deliveries(
    caller: CurrentCaller, tx: Transaction, asked: Annotated[DeliveriesAsked, Query()]
) -> Page[DeliveryView]:
    """Events and fetches of the caller's enterprise, the newest first."""
    found = await errands.page(tx, asked, owner=caller.org)
    return page(found, asked.limit, DeliveryView.of, lambda row: row.position)


@router.post(
    "/{id}/replay",
    status_code=201,
    responses=problems(DeliveryNotFound, DeliveryNotDead, DeliveryWithheld),
)
async def replay_exchange_delivery(
    id: UUID, caller: CurrentCaller, tx: Transaction
) -> DeliveryView:
    """Try a dead delivery again for 72 hours; the partner takes it in once, by its id."""
    return DeliveryView.of(await deliveries.replay(tx, caller, id))
