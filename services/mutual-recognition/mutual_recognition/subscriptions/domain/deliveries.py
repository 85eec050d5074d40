"""One event on its way to one subscription: what an attempt's outcome makes of it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from mutual_recognition.feed.domain import LabelFact
from mutual_recognition.subscriptions.domain import retry

_GONE = 410


class DeliveryState(StrEnum):
    PENDING = "pending"
    DELIVERED = "delivered"
    EXHAUSTED = "exhausted"
    """The last attempt failed; the event is still in the feed."""
    CANCELLED = "cancelled"
    """The subscription was disabled or deleted before the event arrived."""


class Failure(StrEnum):
    """Why an attempt brought no 2xx answer."""

    STATUS = "status"
    """An answer other than 2xx; redirects are not followed."""
    ADDRESS_REFUSED = "address-refused"
    UNREACHABLE = "unreachable"
    CONSENT_MISSING = "consent-missing"
    """The address did not say that it wants webhooks of this node, so none was sent."""
    TIMEOUT = "timeout"


@dataclass(frozen=True)
class Answer:
    """What came of one request."""

    status: int | None
    failure: Failure | None
    retry_after: timedelta | None = None

    @property
    def is_gone(self) -> bool:
        return self.status == _GONE


@dataclass(frozen=True)
class Delivery:
    """An event on its way to a subscription."""

    id: UUID
    subscription_id: UUID
    position: int
    """The event's place in the feed."""
    state: DeliveryState
    attempts: int
    next_attempt_at: datetime | None
    """Only pending deliveries have one. While one is being sent, when another sender may try."""
    updated_at: datetime

    def attempted(self, answer: Answer, at: datetime, roll: float) -> "Delivery":
        """The delivery after one more attempt that ended at `at`; `roll` as in `Backoff`."""
        made = self.attempts + 1
        if answer.failure is None:
            return self._finished(DeliveryState.DELIVERED, made)
        if self.state is not DeliveryState.PENDING:
            # It was delivered by another sender, or cancelled, while this attempt was under way.
            return replace(self, attempts=made)
        if answer.is_gone:
            return self._finished(DeliveryState.CANCELLED, made)
        again = retry.SCHEDULE.next_attempt(made, at, roll, answer.retry_after)
        if again is None:
            return self._finished(DeliveryState.EXHAUSTED, made)
        return replace(self, attempts=made, next_attempt_at=again)

    def again(self, at: datetime) -> "Delivery":
        """Due once more at its owner's wish, whatever became of it."""
        return replace(self, state=DeliveryState.PENDING, next_attempt_at=at)

    def _finished(self, state: DeliveryState, made: int) -> "Delivery":
        return replace(self, state=state, attempts=made, next_attempt_at=None)


@dataclass(frozen=True)
class Attempt:
    """A record of one request; never changed and never erased."""

    number: int
    started_at: datetime
    ended_at: datetime
    answer: Answer


@dataclass(frozen=True)
class Parcel:
    """A delivery that a sender holds until its lease ends, with all that sending needs."""

    delivery_id: UUID
    subscription_id: UUID
    url: str
    is_proven: bool
    """Whether the address said that it wants webhooks of this node."""
    fact: LabelFact
    """Its id is the webhook's id, the same in every attempt: the subscriber sees one event."""


@dataclass(frozen=True)
class Progress:
    """A delivery as its owner sees it."""

    delivery: Delivery
    fact: LabelFact
    attempts: tuple[Attempt, ...]
