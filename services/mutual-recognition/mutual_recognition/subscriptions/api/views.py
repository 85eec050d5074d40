"""Requests and answers of the subscriptions."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from chassis import forms
from chassis.text import Name, TextRule
from mutual_recognition.subscriptions.domain.deliveries import (
    Attempt,
    DeliveryState,
    Failure,
    Progress,
)
from mutual_recognition.subscriptions.domain.subscriptions import (
    OFFERED,
    Change,
    Subscription,
    SubscriptionState,
    TroubleKind,
)
from mutual_recognition.subscriptions.domain.trials import Trial
from mutual_recognition.values.domain.forms import View

OfferedType = Annotated[Name, Field(json_schema_extra={"enum": list(OFFERED)})]


class SubscriptionRequest(forms.Request):
    """Where label events go, and which."""

    model_config = ConfigDict(
        strict=True,
        json_schema_extra={
            "examples": [
                {"url": "https://beijing.example/hooks/tianjin", "event_types": list(OFFERED)}
            ]
        },
    )

    url: Annotated[str, TextRule(most=2_000)]
    """Where events are sent: https, public."""
    event_types: list[OfferedType] = Field(default_factory=list, max_length=20)
    """All offered types when none is named."""


class SubscriptionChange(forms.Request):
    """What is to be otherwise; what is absent or null stays as it is."""

    model_config = ConfigDict(strict=True, json_schema_extra={"examples": [{"state": "paused"}]})

    url: Annotated[str, TextRule(most=2_000)] | None = None
    """A new address; it is asked for its consent before anything goes there."""
    event_types: Annotated[list[Name], Field(max_length=20)] | None = None
    """All offered types when the list is empty."""
    state: Literal["active", "paused"] | None = None
    """`paused` keeps what happens meanwhile and sends it after `active`."""

    def change(self) -> Change:
        types = None if self.event_types is None else tuple(self.event_types)
        paused = None if self.state is None else self.state == "paused"
        return Change(self.url, types, paused)


class TroubleView(View):
    kind: TroubleKind
    """Which trouble it is."""
    since: datetime
    repair_after: int
    """Read `/v1/feed?after=` from here to find every event that was not delivered."""


class SubscriptionView(View):
    id: UUID
    url: str
    event_types: list[str]
    state: SubscriptionState
    created_at: datetime
    updated_at: datetime
    trouble: TroubleView | None
    """What keeps it from working; null when nothing does."""
    proven_at: datetime | None
    """When the address said that it wants webhooks of this node; none is sent before."""

    @classmethod
    def of(cls, subscription: Subscription) -> "SubscriptionView":
        trouble = subscription.trouble
        return cls(
            id=subscription.id,
            url=subscription.url,
            event_types=list(subscription.event_types),
            state=subscription.state,
            created_at=subscription.created_at,
            updated_at=subscription.updated_at,
            trouble=TroubleView.model_validate(trouble) if trouble else None,
            proven_at=subscription.proven_at,
        )


class ReactivationView(View):
    subscription: SubscriptionView
    """The subscription as it is now."""
    repair_after: int


class AttemptView(View):
    number: int
    """Which attempt it is, from 1."""
    started_at: datetime
    ended_at: datetime
    status: int | None
    """The status that was answered; null without an answer."""
    failure: Failure | None
    """Why it failed; null when it did not."""

    @classmethod
    def of(cls, attempt: Attempt) -> "AttemptView":
        return cls(
            number=attempt.number,
            started_at=attempt.started_at,
            ended_at=attempt.ended_at,
            status=attempt.answer.status,
            failure=attempt.answer.failure,
        )


class WebhookDeliveryView(View):
    webhook_id: UUID
    """The CloudEvent's id, in the feed and in the header `webhook-id` of every attempt."""
    position: int
    type: str
    label_number: str
    occurred_at: datetime
    updated_at: datetime
    state: DeliveryState
    next_attempt_at: datetime | None
    attempts: list[AttemptView]
    """Each attempt, in order."""

    @classmethod
    def of(cls, progress: Progress) -> "WebhookDeliveryView":
        return cls(
            webhook_id=progress.fact.id,
            position=progress.delivery.position,
            type=progress.fact.type,
            label_number=progress.fact.label,
            occurred_at=progress.fact.occurred_at,
            updated_at=progress.delivery.updated_at,
            state=progress.delivery.state,
            next_attempt_at=progress.delivery.next_attempt_at,
            attempts=[AttemptView.of(attempt) for attempt in progress.attempts],
        )


class SubscriptionTestView(View):
    webhook_id: UUID
    """The header `webhook-id` of the test, and its CloudEvent's id."""
    asked_at: datetime
    ended_at: datetime | None
    """Null while it is on its way."""
    status: int | None
    failure: Failure | None
    """Null as well when the address answered 2xx."""

    @classmethod
    def of(cls, trial: Trial) -> "SubscriptionTestView":
        return cls(
            webhook_id=trial.id,
            asked_at=trial.asked_at,
            ended_at=trial.ended_at,
            status=trial.answer.status if trial.answer else None,
            failure=trial.answer.failure if trial.answer else None,
        )
