"""Operator routes for changes that wait for a second person."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, status
from pydantic import ConfigDict

from chassis import forms, pages
from chassis.database import Transaction
from chassis.pages import CursorInvalid, Page
from chassis.problems import problems
from chassis.routing import Router
from chassis.text import TextRule
from gateway.clients.api.views import (
    ClientChangeView,
    CurrentActor,
    CurrentTerms,
    change_view,
)
from gateway.clients.domain.refusals import (
    ChangeAlreadyDecided,
    ChangeExpired,
    ChangeNotFound,
    ChangeOutdated,
    ClientAlreadyRevoked,
    ClientSuspended,
    NeedsAnotherPerson,
    OperatorNotNamed,
    OwnClientKept,
    ProposerGone,
    ScopeBeyondRole,
)
from gateway.clients.domain.search import ChangesAsked
from gateway.clients.store import changes
from gateway.clients.usecases import changes as usecases

router = Router(prefix="/v1/changes", tags=["operator"])


class RefusalRequest(forms.Request):
    """Why a change is not to be."""

    model_config = ConfigDict(
        strict=True,
        json_schema_extra={"example": {"reason": "公钥与单位所报不符 / not the key they gave us"}},
    )

    reason: Annotated[str, TextRule(most=500)]


@router.get("", responses=problems(CursorInvalid))
async def list_changes(
    tx: Transaction, asked: Annotated[ChangesAsked, Query()]
) -> Page[ClientChangeView]:
    """Changes that were proposed, the newest first; also what was done at the console."""
    rows = await changes.list_changes(tx, asked)
    return pages.page(
        rows, asked.limit, change_view, lambda each: [each.proposed_at.isoformat(), str(each.id)]
    )


@router.get("/{id}", responses=problems(ChangeNotFound))
async def get_change(id: UUID, tx: Transaction) -> ClientChangeView:
    """One change, as it was proposed, and what became of it."""
    return change_view(await changes.get_change(tx, id))


@router.post(
    "/{id}/confirmation",
    status_code=status.HTTP_201_CREATED,
    responses=problems(
        ChangeNotFound,
        NeedsAnotherPerson,
        OperatorNotNamed,
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
async def confirm_change(id: UUID, tx: Transaction, terms: CurrentTerms) -> ClientChangeView:
    """Let a change take effect that another operator proposed."""
    return change_view(await usecases.confirm(tx, id, terms))


@router.post(
    "/{id}/refusal",
    status_code=status.HTTP_201_CREATED,
    responses=problems(ChangeNotFound, ChangeAlreadyDecided),
)
async def refuse_change(
    id: UUID, request: RefusalRequest, tx: Transaction, actor: CurrentActor
) -> ClientChangeView:
    """Let a change come to nothing; whoever proposed it withdraws it so."""
    return change_view(await usecases.refuse(tx, id, request.reason, by=actor))
