"""A test webhook: one event about nothing, sent once because its owner wants to see it arrive."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.canonical import canonical, rfc3339
from mutual_recognition.feed.domain import Node
from mutual_recognition.subscriptions.domain.deliveries import Answer
from mutual_recognition.subscriptions.domain.subscriptions import Subscription

TYPE = "mutual-recognition.subscription.tested.v1"
"""Its `type`; no such event is in the feed."""


@dataclass(frozen=True)
class Trial:
    """A test webhook and what came of it; None while it is on its way."""

    id: UUID
    """Also the webhook's id."""
    subscription_id: UUID
    asked_at: datetime
    ended_at: datetime | None = None
    answer: Answer | None = None


def body(trial: Trial, of: Subscription, node: Node) -> bytes:
    """The CloudEvent of a test: the very bytes that are signed."""
    return canonical(
        {
            "specversion": "1.0",
            "id": str(trial.id),
            "source": node.source,
            "type": TYPE,
            "subject": str(of.id),
            "time": rfc3339(trial.asked_at),
            "datacontenttype": "application/json",
            "data": {"subscription_id": str(of.id), "event_types": list(of.event_types)},
        }
    )
