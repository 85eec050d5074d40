"""What subscribers receive, for the OpenAPI document: one webhook for each type of event.

The callback of a subscription is the same once more, for all types: generators that leave out
what only webhooks mention still have the events.
"""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Body, Header
from pydantic import AwareDatetime, Field

from chassis.openapi.names import operation_id
from contracts.registry import LabelIssued, LabelStatusChanged
from mutual_recognition.feed.domain import MEDIA_TYPE
from mutual_recognition.values.domain.forms import View

router = APIRouter(tags=["webhooks"], generate_unique_id_function=operation_id)
callbacks = APIRouter(tags=["webhooks"], generate_unique_id_function=operation_id)
Id = Annotated[UUID, Header(alias="webhook-id", description="The id of the event.")]
Timestamp = Annotated[
    int, Header(alias="webhook-timestamp", description="When it was signed, in Unix seconds.")
]
Signature = Annotated[
    str,
    Header(
        alias="webhook-signature",
        description="`v1a,…` of Standard Webhooks, by a key of /.well-known/webhook-keys.json.",
    ),
]
_SENT = Body(media_type=MEDIA_TYPE)
_ANSWERS: dict[int | str, dict[str, object]] = {
    204: {"description": "Taken; any 2xx will do."},
    410: {"description": "Never again: the subscription rests until it is reactivated."},
}


class _Notice(View):
    specversion: Literal["1.0"]
    """Version of CloudEvents."""
    id: UUID
    """Names the event; the same in the feed and at every attempt."""
    source: str
    """The node that says so."""
    subject: str
    """Number of the label."""
    time: AwareDatetime
    """When it happened."""
    datacontenttype: Literal["application/json"]
    """The media type of `data`."""
    logindex: int
    """The leaf of the transparency log that vouches for the event."""
    logorigin: str
    """The log that holds it."""
    proofurl: str
    """Where the label's offline proof is."""
    sample: bool = False
    """Whether it belongs to the test tenant: the label is worth nothing."""


class LabelIssuedNotice(_Notice):
    """A CloudEvent: a label was issued."""

    type: Annotated[str, Field(json_schema_extra={"enum": [LabelIssued.TYPE]})]
    """Which type of event it is."""
    data: LabelIssued
    """What happened."""


class LabelStatusChangedNotice(_Notice):
    """A CloudEvent: a label's status changed."""

    type: Annotated[str, Field(json_schema_extra={"enum": [LabelStatusChanged.TYPE]})]
    """Which type of event it is."""
    data: LabelStatusChanged
    """What happened."""


@router.post(LabelIssued.TYPE, status_code=204, responses=_ANSWERS)
async def notice_label_issued(
    notice: Annotated[LabelIssuedNotice, _SENT], id: Id, at: Timestamp, signature: Signature
) -> None:
    """A label was issued. Sent until it is taken, and again after a failure."""


@router.post(LabelStatusChanged.TYPE, status_code=204, responses=_ANSWERS)
async def notice_label_status_changed(
    notice: Annotated[LabelStatusChangedNotice, _SENT], id: Id, at: Timestamp, signature: Signature
) -> None:
    """A label's status changed. Sent until it is taken, and again after a failure."""


@callbacks.post("{$request.body#/url}", status_code=204, responses=_ANSWERS)
async def receive_event(
    notice: Annotated[LabelIssuedNotice | LabelStatusChangedNotice, _SENT],
    id: Id,
    at: Timestamp,
    signature: Signature,
) -> None:
    """An event of a subscribed type. Sent until it is taken, and again after a failure."""
