"""Subscriptions. Each organisation sees its own; another's answer 404."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request

from chassis import pages
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.outbound import Guard
from chassis.pages import CursorInvalid, Page
from chassis.problems import problems
from chassis.routing import Router
from mutual_recognition.regions.domain import PartnerRegionUnknown
from mutual_recognition.subscriptions.api.announcements import callbacks
from mutual_recognition.subscriptions.api.views import (
    ReactivationView,
    SubscriptionChange,
    SubscriptionRequest,
    SubscriptionView,
)
from mutual_recognition.subscriptions.domain.refusals import (
    EventTypeNotOffered,
    SubscriptionAlreadyExists,
    SubscriptionDisabled,
    SubscriptionNeedsNoReactivation,
    SubscriptionNotFound,
    TooManySubscriptions,
    WebhookAddressNotPublic,
    WebhookUrlNotAccepted,
)
from mutual_recognition.subscriptions.domain.search import SubscriptionsAsked
from mutual_recognition.subscriptions.domain.subscriptions import subscriber_of
from mutual_recognition.subscriptions.remote import admit
from mutual_recognition.subscriptions.store import subscriptions
from mutual_recognition.subscriptions.usecases import subscriptions as usecases

router = Router(prefix="/v1/subscriptions", tags=["subscriptions"])


async def admitted(subscription: SubscriptionRequest, request: Request) -> SubscriptionRequest:
    """The request, once its address was checked. Declared before the transaction, so that the
    name is resolved before one opens; with an idempotency key one is open already, and the guard
    gives up after three seconds."""
    guard: Guard = request.app.state.guard
    await admit(guard, subscription.url)
    return subscription


@router.post(
    "",
    status_code=201,
    callbacks=callbacks.routes,
    responses=problems(
        PartnerRegionUnknown,
        SubscriptionAlreadyExists,
        TooManySubscriptions,
        EventTypeNotOffered,
        WebhookUrlNotAccepted,
        WebhookAddressNotPublic,
    ),
)
async def create_subscription(
    wanted: Annotated[SubscriptionRequest, Depends(admitted)],
    tx: Transaction,
    caller: CurrentCaller,
) -> SubscriptionView:
    """Have label events sent to an address by signed webhook, from now on."""
    types, subscriber = tuple(wanted.event_types), subscriber_of(caller.role, caller.org)
    return SubscriptionView.of(await usecases.subscribe(tx, subscriber, wanted.url, types))


@router.get("", responses=problems(CursorInvalid))
async def list_subscriptions(
    tx: Transaction, caller: CurrentCaller, asked: Annotated[SubscriptionsAsked, Query()]
) -> Page[SubscriptionView]:
    """The caller's subscriptions, with the trouble that they are in, by id."""
    found = await subscriptions.of_subscriber(tx, caller.org, asked)
    return pages.page(found, asked.limit, SubscriptionView.of, lambda s: [str(s.id)])


@router.get("/{id}", responses=problems(SubscriptionNotFound))
async def get_subscription(id: UUID, tx: Transaction, caller: CurrentCaller) -> SubscriptionView:
    """One subscription."""
    return SubscriptionView.of(await subscriptions.get(tx, caller.org, id))


async def admitted_change(wanted: SubscriptionChange, request: Request) -> SubscriptionChange:
    """The change, once a new address was checked; before the transaction, as above."""
    if wanted.url is not None:
        guard: Guard = request.app.state.guard
        await admit(guard, wanted.url)
    return wanted


@router.patch(
    "/{id}",
    responses=problems(
        SubscriptionNotFound,
        SubscriptionAlreadyExists,
        SubscriptionDisabled,
        EventTypeNotOffered,
        WebhookUrlNotAccepted,
        WebhookAddressNotPublic,
    ),
)
async def change_subscription(
    id: UUID,
    wanted: Annotated[SubscriptionChange, Depends(admitted_change)],
    tx: Transaction,
    caller: CurrentCaller,
) -> SubscriptionView:
    """Pause, go on, move to another address, or want other events; the rest stays as it is."""
    return SubscriptionView.of(await usecases.change(tx, caller.org, id, wanted.change()))


@router.delete("/{id}", status_code=204, responses=problems(SubscriptionNotFound))
async def end_subscription(id: UUID, tx: Transaction, caller: CurrentCaller) -> None:
    """End a subscription; what it still waited for is cancelled."""
    await usecases.unsubscribe(tx, caller.org, id)


@router.post(
    "/{id}/reactivation",
    status_code=201,
    responses=problems(SubscriptionNotFound, SubscriptionNeedsNoReactivation),
)
async def reactivate_subscription(
    id: UUID, tx: Transaction, caller: CurrentCaller
) -> ReactivationView:
    """Send again after 410 Gone, or clear the flag; says from where the feed repairs the loss."""
    active, repair_after = await usecases.reactivate(tx, caller.org, id)
    return ReactivationView(subscription=SubscriptionView.of(active), repair_after=repair_after)
