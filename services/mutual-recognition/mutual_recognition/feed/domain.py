"""Label events in the order in which partner regions see them, as CloudEvents 1.0."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, urlsplit
from uuid import UUID, uuid5

from chassis.canonical import canonical, rfc3339
from contracts.event import SAMPLE_PATH
from contracts.registry import LabelIssued, LabelStatusChanged

LabelEvent = LabelIssued | LabelStatusChanged
MEDIA_TYPE = "application/cloudevents+json"

# Ids are derived from the event itself, so an event that is processed anew gets the same id.
_IDS = UUID("6d1f3f5e-5a0b-5c57-9a52-3f1d4c8e2b70")


@dataclass(frozen=True)
class Node:
    """This node as others know it."""

    region: str
    address: str
    """Where the gateway is reached, such as `https://tianjin.example`."""

    @property
    def is_sample(self) -> bool:
        """Whether it is the node of the test tenant, whose events are about nothing real."""
        return self.address.endswith(SAMPLE_PATH)

    @property
    def source(self) -> str:
        """What its events come from; the two tenants never share an id."""
        sample = "-sample" if self.is_sample else ""
        return f"urn:tanbiao:{self.region}:mutual-recognition{sample}"


@dataclass(frozen=True)
class LabelFact:
    """A label event taken out of the bus's envelope and given an id that is always the same."""

    id: UUID
    type: str
    label: str
    """The label number. Order is promised per label."""
    log_index: int
    occurred_at: datetime
    data: Mapping[str, object]


@dataclass(frozen=True)
class Owners:
    """Whose label it is: the body that decided, and the county where the product is made."""

    body: str | None
    division: str | None


@dataclass(frozen=True)
class FeedPart:
    """Which part of the feed somebody wants to read."""

    after: int
    limit: int
    types: tuple[str, ...] = ()
    """Of these types only; of all where none is named."""
    since: datetime | None = None
    """What happened at this moment or later."""


@dataclass(frozen=True)
class FeedItem:
    """A fact with its place in the feed: 1, 2, 3 … without gaps."""

    position: int
    fact: LabelFact


def state(event: LabelEvent) -> LabelFact:
    """The fact that an event states."""
    data = event.model_dump(mode="json")
    return LabelFact(
        id=uuid5(_IDS, canonical({"type": event.TYPE, "data": data}).decode()),
        type=event.TYPE,
        label=event.label_number,
        log_index=event.log_index,
        occurred_at=event.issued_at if isinstance(event, LabelIssued) else event.changed_at,
        data=data,
    )


def owners(issue: Mapping[str, object]) -> Owners:
    """Whose label an issue is about, from the data of its event."""
    product = issue.get("product")
    division = product.get("site_division") if isinstance(product, Mapping) else None
    return Owners(_text(issue.get("body")), _text(division))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def cloud_event(fact: LabelFact, node: Node) -> dict[str, object]:
    """The CloudEvent that leaves this node; webhook and feed carry the same.

    `logindex`, `logorigin` and `proofurl` are extensions: the leaf that vouches for the event,
    the log that holds it, and where the label's offline proof is. `sample` marks what belongs to
    the test tenant, and is absent otherwise.
    """
    at = urlsplit(node.address)
    return {
        "specversion": "1.0",
        "id": str(fact.id),
        "source": node.source,
        "type": fact.type,
        "subject": fact.label,
        "time": rfc3339(fact.occurred_at),
        "datacontenttype": "application/json",
        "logindex": fact.log_index,
        "logorigin": f"{at.netloc}{at.path}/log",
        "proofurl": f"{node.address}/label/{quote(fact.label, safe='')}?format=bundle",
        **({"sample": True} if node.is_sample else {}),
        "data": dict(fact.data),
    }


def body(fact: LabelFact, node: Node) -> bytes:
    """The CloudEvent in structured mode: the very bytes that a webhook signs."""
    return canonical(cloud_event(fact, node))
