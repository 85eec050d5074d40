"""What was sent to a subscription, sending it again, and tests."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from chassis import pages
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.pages import Cursor, CursorInvalid, Limit, Page
from chassis.problems import problems
from chassis.routing import Router
from chassis.written import moment
from mutual_recognition.subscriptions.api.views import SubscriptionTestView, WebhookDeliveryView
from mutual_recognition.subscriptions.domain.refusals import (
    SubscriptionDisabled,
    SubscriptionNotFound,
    SubscriptionTestUnderWay,
    WebhookDeliveryNotFound,
)
from mutual_recognition.subscriptions.domain.search import DeliveriesAsked
from mutual_recognition.subscriptions.store import deliveries, subscriptions, trials
from mutual_recognition.subscriptions.usecases import subscriptions as usecases
from mutual_recognition.subscriptions.usecases.trials import try_out

router = Router(prefix="/v1/subscriptions/{id}", tags=["subscriptions"])


@router.get("/deliveries", responses=problems(SubscriptionNotFound, CursorInvalid))
async def list_webhook_deliveries(
    id: UUID,
    tx: Transaction,
    caller: CurrentCaller,
    asked: Annotated[DeliveriesAsked, Query()],
) -> Page[WebhookDeliveryView]:
    """What was sent, what came of it and when the next attempt is, the newest event first."""
    subscription = await subscriptions.get(tx, caller.org, id)
    found = await deliveries.progress(tx, subscription.id, asked)
    return pages.page(
        found, asked.limit, WebhookDeliveryView.of, lambda p: [str(p.delivery.position)]
    )


@router.post(
    "/deliveries/{webhook_id}/redelivery",
    status_code=201,
    responses=problems(SubscriptionNotFound, WebhookDeliveryNotFound, SubscriptionDisabled),
)
async def redeliver_webhook(
    id: UUID, webhook_id: UUID, tx: Transaction, caller: CurrentCaller
) -> WebhookDeliveryView:
    """Send a webhook once more under the same id, whatever became of it before."""
    return WebhookDeliveryView.of(await usecases.send_again(tx, caller.org, id, webhook_id))


@router.post(
    "/tests",
    status_code=201,
    responses=problems(SubscriptionNotFound, SubscriptionTestUnderWay),
)
async def test_subscription(
    id: UUID, tx: Transaction, caller: CurrentCaller
) -> SubscriptionTestView:
    """Have an event about nothing sent to the address, signed and once, even while it is paused."""
    return SubscriptionTestView.of(await try_out(tx, caller.org, id))


@router.get("/tests", responses=problems(SubscriptionNotFound, CursorInvalid))
async def list_subscription_tests(
    id: UUID, tx: Transaction, caller: CurrentCaller, limit: Limit = 50, cursor: Cursor = None
) -> Page[SubscriptionTestView]:
    """The tests of a subscription by when they were asked for, the last first."""
    subscription = await subscriptions.get(tx, caller.org, id)
    before = pages.decode(cursor, moment, UUID)
    found = await trials.of_subscription(tx, subscription.id, before, limit + 1)
    return pages.page(
        found, limit, SubscriptionTestView.of, lambda t: [t.asked_at.isoformat(), str(t.id)]
    )
