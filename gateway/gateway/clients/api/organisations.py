"""Operator routes for organisations."""

from typing import Annotated

from fastapi import Path
from fastapi.responses import JSONResponse

from chassis.database import Transaction
from chassis.problems import problems
from chassis.routing import Router
from gateway.clients.api.views import (
    ChangeView,
    CurrentTerms,
    OrganisationRequest,
    OrganisationView,
    awaiting,
    organisation_view,
)
from gateway.clients.domain.changes import Change
from gateway.clients.domain.clients import Organisation
from gateway.clients.domain.refusals import (
    OrganisationFromPack,
    OrganisationIdInvalid,
    OrganisationNotFound,
    OwnClientKept,
    RoleUnknown,
)
from gateway.clients.store import organisations
from gateway.clients.usecases import organisations as usecases

router = Router(prefix="/v1/organisations", tags=["operator"])

OrganisationId = Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{1,31}$")]


@router.get("/{id}", responses=problems(OrganisationNotFound))
async def get_organisation(id: OrganisationId, tx: Transaction) -> OrganisationView:
    """One organisation."""
    return organisation_view(await organisations.get_organisation(tx, id))


@router.put(
    "/{id}",
    response_model=OrganisationView,
    responses={
        202: {"model": ChangeView, "description": "Waits for a second operator"},
        **problems(RoleUnknown, OrganisationIdInvalid, OrganisationFromPack, OwnClientKept),
    },
)
async def put_organisation(
    id: OrganisationId, request: OrganisationRequest, tx: Transaction, terms: CurrentTerms
) -> OrganisationView | JSONResponse:
    """Register an organisation that the region pack does not name, or replace what is known."""
    organisation = Organisation(id=id, sample=False, **request.model_dump())
    result = await usecases.register_organisation(tx, organisation, terms)
    return awaiting(result) if isinstance(result, Change) else organisation_view(result)
