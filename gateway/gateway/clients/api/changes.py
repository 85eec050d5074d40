"""Operator routes for changes that wait for a second person."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Query, status
from pydantic import ConfigDict

from chassis import forms, pages
from chassis.database import Transaction
from chassis.pages import Cursor, Limit, Page
from chassis.problems import problems
from chassis.routing import Router
from chassis.text import TextRule
from gateway.clients.api.views import (
    ChangeView,
    CurrentActor,
    CurrentTerms,
    change_view,
)
from gateway.clients.domain.changes import ChangeState
from gateway.clients.domain.refusals import (
    ChangeAlreadyDecided,
    ChangeExpired,
    ChangeNotFound,
    ChangeOutdated,
    ClientAlreadyRevoked,
    ClientSuspended,
    NeedsAnotherPerson,
    OwnClientKept,
    ProposerGone,
    ScopeBeyondRole,
)
from gateway.clients.store import changes
from gateway.clients.usecases import changes as usecases

router = Router(prefix="/v1/changes", tags=["operator"])

Subject = Annotated[str, TextRule(most=64)]


class RefusalRequest(forms.Request):
    """Why a change is not to be."""

    model_config = ConfigDict(
        strict=True,
        json_schema_extra={"example": {"reason": "公钥与单位所报不符 / not the key they gave us"}},
    )

    reason: Annotated[str, TextRule(most=500)]


@router.get("")
async def list_changes(
    tx: Transaction,
    state: Annotated[ChangeState | None, Query(description="What became of it.")] = None,
    subject: Annotated[
        Subject | None, Query(description="Id of the client or organisation.")
    ] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[ChangeView]:
    """Changes that were proposed, the newest first; also what was done at the console."""
    after = pages.decode(cursor, datetime.fromisoformat, UUID)
    rows = await changes.list_changes(
        tx, state=state, subject=subject, after=after, limit=limit + 1
    )
    return pages.page(
        rows, limit, change_view, lambda each: [each.proposed_at.isoformat(), str(each.id)]
    )


@router.get("/{id}", responses=problems(ChangeNotFound))
async def get_change(id: UUID, tx: Transaction) -> ChangeView:
    """One change, as it was proposed, and what became of it."""
    return change_view(await changes.get_change(tx, id))


@router.post(
    "/{id}/confirmation",
    status_code=status.HTTP_201_CREATED,
    responses=problems(
        ChangeNotFound,
        NeedsAnotherPerson,
        ChangeAlreadyDecided,
        ChangeExpired,
        ChangeOutdated,
        ProposerGone,
        OwnClientKept,
        ScopeBeyondRole,
        ClientAlreadyRevoked,
        ClientSuspended,
    ),
)
async def confirm(id: UUID, tx: Transaction, terms: CurrentTerms) -> ChangeView:
    """Let a change take effect that another operator proposed."""
    return change_view(await usecases.confirm(tx, id, terms))


@router.post(
    "/{id}/refusal",
    status_code=status.HTTP_201_CREATED,
    responses=problems(ChangeNotFound, ChangeAlreadyDecided),
)
async def refuse(
    id: UUID, request: RefusalRequest, tx: Transaction, actor: CurrentActor
) -> ChangeView:
    """Let a change come to nothing; whoever proposed it withdraws it so."""
    return change_view(await usecases.refuse(tx, id, request.reason, by=actor))
