"""The status lists that certificates point to (W3C Bitstring Status List)."""

from typing import Annotated

from fastapi import Path, Query, Response

from chassis.database import Transaction
from chassis.problems import problems
from chassis.refusals import Invalid
from chassis.routing import Router
from chassis.text import Pasted
from chassis.written import Moment
from registry.status.usecases import lists
from registry.status.usecases.lists import StatusListNotFound

router = Router(prefix="/status", tags=["status"])
MEDIA_TYPE = "application/vc+jwt"
_FRESH, _FOR_EVER = "public, max-age=5", "public, max-age=31536000, immutable"
_LATEST, _LARGEST = 2**31 - 1, 2**53
Timestamp = Annotated[
    Moment | None,
    Query(
        description="Answer with the edition that was in force at this moment (RFC 3339).",
        examples=["2026-03-03T00:00:00Z"],
    ),
]
Edition = Annotated[
    int | None, Query(ge=1, le=_LATEST, description="Answer with the edition of this number.")
]
Leaf = Annotated[
    int | None,
    Query(ge=0, le=_LARGEST, description="Answer with the edition that this leaf commits to."),
]
ListNumber = Annotated[int, Path(ge=0, lt=2**31)]


class StatusListAmbiguous(Invalid):
    """A moment, an edition and a leaf each name an edition; only one of them can be asked."""

    zh = "timestamp、edition、leaf 只能选用一个;请去掉其余的。"
    en = "Ask by timestamp, by edition or by leaf, not by several of them."


@router.get(
    "/{purpose}/{number}",
    response_class=Response,
    responses={
        200: {"content": {MEDIA_TYPE: {"schema": {"type": "string"}}}},
        **problems(StatusListNotFound, StatusListAmbiguous),
    },
)
async def get_status_list(
    purpose: Pasted,
    number: ListNumber,
    tx: Transaction,
    timestamp: Timestamp = None,
    edition: Edition = None,
    leaf: Leaf = None,
) -> Response:
    """A signed status list; `purpose` is suspension or revocation.

    The newest edition, or the one of a moment, a number or a leaf of the log. Each edition can be
    read for ever at the address in `Content-Location`.
    """
    if sum(asked is not None for asked in (timestamp, edition, leaf)) > 1:
        raise StatusListAmbiguous()
    if edition is not None:
        published = await lists.edition(tx, purpose, number, edition)
    elif leaf is not None:
        published = await lists.edition_at(tx, purpose, number, leaf)
    else:
        published = await lists.status_list(tx, purpose, number, timestamp)
    headers = {
        "Cache-Control": _FRESH if edition is None and leaf is None else _FOR_EVER,
        "Content-Location": f"/status/{published.issue.name}?edition={published.issue.number}",
    }
    return Response(published.credential, headers=headers, media_type=MEDIA_TYPE)
