"""What lists of subscriptions and deliveries are asked for."""

from typing import Annotated, Literal

from pydantic import Field

from chassis.asking import Asked, AskedByTime, UpdatedSince, Words
from mutual_recognition.subscriptions.domain.deliveries import DeliveryState
from mutual_recognition.subscriptions.domain.subscriptions import SubscriptionState


class SubscriptionsAsked(Asked):
    """A page of an organisation's subscriptions."""

    state: (
        Literal[SubscriptionState.ACTIVE, SubscriptionState.PAUSED, SubscriptionState.DISABLED]
        | None
    ) = None
    q: Words = None
    updated_since: UpdatedSince = None


class DeliveriesAsked(AskedByTime):
    """A page of what was sent to a subscription; dated by the event."""

    state: DeliveryState | None = None
    type: Annotated[
        str | None, Field(pattern=r"^[a-z0-9.-]{1,100}$", description="Type of the event.")
    ] = None
    label_number: Annotated[
        str | None, Field(pattern=r"^[0-9A-Z-]{1,40}$", description="Whose event it is.")
    ] = None
