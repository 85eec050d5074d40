"""The four events of PACT v3 as CloudEvents: what arrives, and what goes out."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal, TypeVar
from uuid import UUID, uuid4

from pydantic import Field, JsonValue, StringConstraints, ValidationError, field_validator

from accounting.pact.domain.footprint import ProductFootprint
from accounting.pact.domain.values import Moment, Wire
from accounting.pact.domain.wire import fault_in
from chassis.canonical import rfc3339
from chassis.refusals import Invalid

MEDIA_TYPE = "application/cloudevents+json; charset=UTF-8"
_PREFIX = "org.wbcsd.pact.ProductFootprint."
Text = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]


class EventMalformed(Invalid):
    """An event that the specification does not describe."""

    zh = "事件不符合 PACT v3:{where} {reason}。"
    en = "The event is not as PACT v3 describes it: {where} {reason}."


class EventType(StrEnum):
    CREATED = _PREFIX + "RequestCreatedEvent.3"
    FULFILLED = _PREFIX + "RequestFulfilledEvent.3"
    REJECTED = _PREFIX + "RequestRejectedEvent.3"
    PUBLISHED = _PREFIX + "PublishedEvent.3"


class Envelope(Wire):
    """A CloudEvent in structured mode."""

    type: EventType
    specversion: Literal["1.0"]
    id: Text
    source: Text
    time: Moment
    data: dict[str, JsonValue]


_Texts = tuple[Text, ...]


class RequestCreated(Wire):
    """The criteria of a list, and a comment for the people who look for the data."""

    product_id: _Texts = ()
    company_id: _Texts = ()
    geography: _Texts = ()
    classification: _Texts = ()
    valid_on: _Texts = ()
    valid_after: _Texts = ()
    valid_before: _Texts = ()
    status: _Texts = ()
    within: Annotated[_Texts, Field(alias="x-tanbiao-within")] = ()
    comment: str | None = None

    @field_validator("valid_on", "valid_after", "valid_before", "status", mode="before")
    @classmethod
    def _one_or_several(cls, value: object) -> object:
        """Versions of the specification differ about these; both forms are read."""
        return (value,) if isinstance(value, str) else value

    def pairs(self) -> list[tuple[str, str]]:
        """The same as the parameters of a list request."""
        named = {
            "productId": self.product_id,
            "companyId": self.company_id,
            "geography": self.geography,
            "classification": self.classification,
            "validOn": self.valid_on,
            "validAfter": self.valid_after,
            "validBefore": self.valid_before,
            "status": self.status,
            "x-tanbiao-within": self.within,
        }
        return [(name, value) for name, values in named.items() for value in values]


class RequestFulfilled(Wire):
    request_event_id: Text
    pfs: Annotated[tuple[dict[str, JsonValue], ...], Field(min_length=1, max_length=200)]


class RejectionReason(Wire):
    code: Text
    message: str


class RequestRejected(Wire):
    request_event_id: Text
    error: RejectionReason


class AnnouncedFootprints(Wire):
    """Footprints that were published, or whose status changed."""

    pf_ids: Annotated[tuple[UUID, ...], Field(min_length=1, max_length=1000)]


W = TypeVar("W", bound=Wire)


def read_as(model: type[W], content: object) -> W:
    """Raises `EventMalformed`, naming the first faulty place."""
    try:
        return model.model_validate(content)
    except ValidationError as failure:
        error = failure.errors()[0]
        where = ".".join(str(part) for part in error["loc"]) or "event"
        raise EventMalformed(where=where, reason=error["msg"]) from failure


def must_be_keepable(content: object) -> None:
    """Refuse an event with text or numbers that nobody can keep, naming the place."""
    if fault := fault_in(content):
        raise EventMalformed(where=fault.place or "event", reason=fault.reason)


def envelope(
    type: EventType,
    data: Mapping[str, object],
    *,
    source: str,
    at: datetime,
    id: UUID | None = None,
) -> dict[str, object]:
    return {
        "type": type.value,
        "specversion": "1.0",
        "id": str(id or uuid4()),
        "source": source,
        "time": rfc3339(at),
        "data": dict(data),
    }


def fulfilled(request: str, footprints: Sequence[ProductFootprint]) -> dict[str, object]:
    return {"requestEventId": request, "pfs": [document.written() for document in footprints]}


def rejected(request: str, code: str, message: str) -> dict[str, object]:
    return {"requestEventId": request, "error": {"code": code, "message": message}}


def announced(ids: Sequence[UUID]) -> dict[str, object]:
    return {"pfIds": [str(id) for id in ids]}
