"""An organisation's standing wish to be told of label events, and what may go wrong with it."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from contracts.registry import LabelIssued, LabelStatusChanged
from mutual_recognition.subscriptions.domain.refusals import (
    EventTypeNotOffered,
    SubscriptionDisabled,
    SubscriptionNeedsNoReactivation,
)
from mutual_recognition.values.domain.sight import PARTNER_REGION, Sight, sight_of

OFFERED = (LabelIssued.TYPE, LabelStatusChanged.TYPE)
"""The event types that can be subscribed to."""
MOST_PER_SUBSCRIBER = 20


class SubscriptionState(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"
    """Its owner wants nothing for now; what happens meanwhile is kept and sent afterwards."""
    DISABLED = "disabled"
    """The subscriber answered 410 Gone; nothing is sent until it is reactivated."""
    ENDED = "ended"
    """Deleted by its owner; kept because attempts are never erased."""


class TroubleKind(StrEnum):
    GONE = "gone"
    EXHAUSTED = "exhausted"
    RESTORED = "restored"
    """The list of subscriptions came back from a backup; it may not be what was agreed."""


@dataclass(frozen=True)
class Trouble:
    """Something that its owner has to look at.

    Every event that was not delivered has a feed position beyond `repair_after`, so reading the
    feed from there repairs the loss.
    """

    kind: TroubleKind
    since: datetime
    repair_after: int


@dataclass(frozen=True)
class Subscriber:
    """Who is told, and of what; a partner region only while it is listed."""

    org: str
    is_partner: bool
    sight: Sight


@dataclass(frozen=True)
class Subscription:
    id: UUID
    subscriber: Subscriber
    url: str
    event_types: tuple[str, ...]
    state: SubscriptionState
    created_at: datetime
    updated_at: datetime
    trouble: Trouble | None = None
    proven_at: datetime | None = None
    """When the address said that it wants webhooks of this node; none is sent before."""

    def disturbed(self, kind: TroubleKind, at: datetime, position: int) -> "Subscription":
        """Remember that the event at `position` was lost; 410 also disables."""
        gone = kind is TroubleKind.GONE
        before = self.trouble
        trouble = Trouble(
            kind=TroubleKind.GONE if gone else before.kind if before else kind,
            since=before.since if before else at,
            repair_after=min(position - 1, before.repair_after if before else position),
        )
        state = SubscriptionState.DISABLED if gone else self.state
        return replace(self, state=state, trouble=trouble)

    def reactivated(self) -> "Subscription":
        """No longer disabled, and without trouble. Raises `SubscriptionNeedsNoReactivation`."""
        is_disabled = self.state is SubscriptionState.DISABLED
        if not is_disabled and self.trouble is None:
            raise SubscriptionNeedsNoReactivation(id=self.id)
        state = SubscriptionState.ACTIVE if is_disabled else self.state
        return replace(self, state=state, trouble=None)


@dataclass(frozen=True)
class Change:
    """What its owner wants to be otherwise; None leaves it as it is."""

    url: str | None = None
    event_types: tuple[str, ...] | None = None
    is_paused: bool | None = None

    def of(self, before: Subscription) -> Subscription:
        """Raises `SubscriptionDisabled` where it would go on without being reactivated."""
        if self.is_paused is not None and before.state is SubscriptionState.DISABLED:
            raise SubscriptionDisabled(id=before.id)
        paused = {True: SubscriptionState.PAUSED, False: SubscriptionState.ACTIVE}
        moved = self.url is not None and self.url != before.url
        return replace(
            before,
            url=before.url if self.url is None else self.url,
            event_types=(
                before.event_types
                if self.event_types is None
                else check_event_types(self.event_types)
            ),
            state=before.state if self.is_paused is None else paused[self.is_paused],
            proven_at=None if moved else before.proven_at,
        )


def subscriber_of(role: str, org: str) -> Subscriber:
    """The organisation as a subscriber, by its role."""
    return Subscriber(org, role == PARTNER_REGION, sight_of(role, org))


def check_event_types(types: tuple[str, ...]) -> tuple[str, ...]:
    """The wanted types, each once and in a fixed order; all of them where none is named."""
    for wanted in types:
        if wanted not in OFFERED:
            raise EventTypeNotOffered(type=wanted, offered=", ".join(OFFERED))
    return tuple(t for t in OFFERED if t in types) or OFFERED
