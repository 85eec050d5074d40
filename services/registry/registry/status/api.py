"""The status lists that certificates point to (W3C Bitstring Status List)."""

from typing import Annotated

from fastapi import Path, Query, Response

from chassis.database import Transaction
from chassis.problems import problems
from chassis.routing import Router
from chassis.text import Pasted
from chassis.written import Moment
from registry.status.usecases import lists
from registry.status.usecases.lists import StatusListNotFound

router = Router(prefix="/status", tags=["status"])
MEDIA_TYPE = "application/vc+jwt"
Timestamp = Annotated[
    Moment | None,
    Query(
        description="Answer with the list that was in force at this moment (RFC 3339).",
        examples=["2026-03-03T00:00:00Z"],
    ),
]
ListNumber = Annotated[int, Path(ge=0, lt=2**31)]


@router.get(
    "/{purpose}/{number}",
    response_class=Response,
    responses={
        200: {"content": {MEDIA_TYPE: {"schema": {"type": "string"}}}},
        **problems(StatusListNotFound),
    },
)
async def status_list(
    purpose: Pasted, number: ListNumber, tx: Transaction, timestamp: Timestamp = None
) -> Response:
    """A signed status list; `purpose` is suspension or revocation."""
    published = await lists.status_list(tx, purpose, number, timestamp)
    headers = {"Cache-Control": "public, max-age=5"}
    return Response(published.credential, headers=headers, media_type=MEDIA_TYPE)
