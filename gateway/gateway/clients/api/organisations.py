"""Routes for organisations: operators register them, agencies read their names."""

from enum import StrEnum
from typing import Annotated

from fastapi import Path, Query
from fastapi.responses import JSONResponse

from chassis import pages
from chassis.auth import CurrentCaller, ScopeNotGranted
from chassis.database import Transaction
from chassis.pages import Cursor, Limit, Page, UpdatedSince, Words
from chassis.problems import problems
from chassis.routing import Router
from chassis.text import TextRule
from gateway.clients.api.views import (
    ClientChangeView,
    CurrentTerms,
    OrganisationEntry,
    OrganisationRequest,
    OrganisationView,
    awaiting,
    organisation_view,
)
from gateway.clients.domain.changes import Change
from gateway.clients.domain.clients import MANAGES, Listed, Organisation
from gateway.clients.domain.refusals import (
    DistrictNotNamed,
    OperatorNotNamed,
    OrganisationFromPack,
    OrganisationIdInvalid,
    OrganisationNotFound,
    OrganisationOfAnotherTenant,
    OwnClientKept,
    RoleUnknown,
)
from gateway.clients.store import organisations
from gateway.clients.store.organisations import OrganisationCriteria
from gateway.clients.usecases import organisations as usecases

router = Router(prefix="/v1/organisations", tags=["operator"])

OrganisationId = Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{1,31}$")]


class OrganisationState(StrEnum):
    """Whether a client can act for an organisation."""

    ACTIVE = "active"
    IDLE = "idle"


@router.get("", responses=problems(ScopeNotGranted))
async def list_organisations(
    tx: Transaction,
    caller: CurrentCaller,
    q: Words = None,
    role: Annotated[
        Annotated[str, TextRule(most=32)] | None, Query(description="A role of the region.")
    ] = None,
    division: Annotated[
        str | None,
        Query(description="A place (GB/T 2260) with all within it.", pattern=r"^\d{6}$"),
    ] = None,
    state: Annotated[
        OrganisationState | None, Query(description="For those who manage clients.")
    ] = None,
    updated_since: UpdatedSince = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[OrganisationEntry]:
    """Organisations in the order of their ids: to agencies their names, to operators the rest."""
    manages = caller.may(MANAGES)
    if state and not manages:
        raise ScopeNotGranted(scope=MANAGES)
    wanted = OrganisationCriteria(
        role=role,
        division=division,
        is_active=None if state is None else state is OrganisationState.ACTIVE,
        words=q,
        updated_since=updated_since,
    )
    after = pages.decode(cursor, str) or ("",)
    rows = await organisations.list_organisations(tx, wanted, after=after[0], limit=limit + 1)
    view = _entry if manages else _name
    return pages.page(rows, limit, view, lambda each: [each.organisation.id])


@router.get("/{id}", responses=problems(OrganisationNotFound))
async def get_organisation(id: OrganisationId, tx: Transaction) -> OrganisationView:
    """One organisation."""
    return organisation_view(await organisations.get_organisation(tx, id))


@router.put(
    "/{id}",
    response_model=OrganisationView,
    responses={
        202: {"model": ClientChangeView, "description": "Waits for a second operator"},
        **problems(
            RoleUnknown,
            DistrictNotNamed,
            OrganisationIdInvalid,
            OrganisationFromPack,
            OrganisationOfAnotherTenant,
            OwnClientKept,
            OperatorNotNamed,
        ),
    },
)
async def put_organisation(
    id: OrganisationId, request: OrganisationRequest, tx: Transaction, terms: CurrentTerms
) -> OrganisationView | JSONResponse:
    """Register an organisation that the region pack does not name, or replace what is known."""
    organisation = Organisation(id=id, **request.model_dump())
    result = await usecases.register_organisation(tx, organisation, terms)
    return awaiting(result) if isinstance(result, Change) else organisation_view(result)


def _name(listed: Listed) -> OrganisationEntry:
    o = listed.organisation
    return OrganisationEntry(id=o.id, role=o.role, name_zh=o.name_zh, name_en=o.name_en)


def _entry(listed: Listed) -> OrganisationEntry:
    state = OrganisationState.ACTIVE if listed.is_active else OrganisationState.IDLE
    o = listed.organisation
    more = {"division": o.division, "state": str(state), "sample": o.sample}
    return _name(listed).model_copy(update={**more, "updated_at": listed.updated_at})
