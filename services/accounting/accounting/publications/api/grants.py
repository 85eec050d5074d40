"""Access to a publication: who has it, who had it, letting in, and ending it."""

from typing import Annotated, Self
from uuid import UUID

from fastapi import Query
from fastapi import Request as HttpRequest
from pydantic import AwareDatetime, ConfigDict, Field

from accounting.partners.usecases.hosts import host_of
from accounting.publications.api.publications import PublicationView
from accounting.publications.domain.publication import RecipientsInvalid
from accounting.publications.domain.record import (
    Grant,
    GrantNotFound,
    PublicationAlreadyEnded,
    PublicationNotFound,
)
from accounting.publications.domain.search import GrantsAsked
from accounting.publications.usecases import grants as usecases
from accounting.values.domain.codes import Organisation
from accounting.values.domain.forms import Request, View
from accounting.values.domain.resolutions import Reason
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.pages import CursorInvalid, Page, part
from chassis.problems import problems
from chassis.routing import Router, settings_of

router = Router(prefix="/v1/calculations", tags=["supply chain"])


class GrantsRequest(Request):
    """Organisations that may read the footprint from now on."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"recipients": ["91130200MA0000007R"]}]}
    )

    recipients: Annotated[tuple[Organisation, ...], Field(min_length=1, max_length=1000)]


class EndRequest(Request):
    """Why access, or the publication, ends; it stays in the records."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"reason": "供货合同已终止 / the supply contract ended"}]}
    )

    reason: Reason


class GrantView(View):
    """One organisation. `ended_at` is absent while it may read the footprint."""

    recipient: str
    """The organisation that may read."""
    granted_at: AwareDatetime
    """Since when it counts."""
    ended_at: AwareDatetime | None
    ended_by: str | None
    """Who ended it; null while it counts."""
    reason: str | None

    @classmethod
    def of(cls, grant: Grant) -> Self:
        end = grant.end
        return cls(
            recipient=grant.recipient,
            granted_at=grant.at,
            ended_at=end and end.at,
            ended_by=end and end.by,
            reason=end and end.reason,
        )


class GrantsView(View):
    items: list[GrantView]

    @classmethod
    def of(cls, grants: list[Grant]) -> Self:
        return cls(items=[GrantView.of(grant) for grant in grants])


@router.get("/{id}/publication/grants", responses=problems(PublicationNotFound, CursorInvalid))
async def list_grants(
    id: UUID, caller: CurrentCaller, tx: Transaction, asked: Annotated[GrantsAsked, Query()]
) -> Page[GrantView]:
    """Everybody who may read the footprint, or could until access ended, by identifier."""
    found = await usecases.grants(tx, caller.org, id)
    fitting = [grant for grant in found if asked.fits(grant)]
    return part(fitting, asked.limit, asked.cursor, GrantView.of)


@router.post(
    "/{id}/publication/grants",
    status_code=201,
    responses=problems(PublicationNotFound, RecipientsInvalid),
)
async def grant_access(
    id: UUID, request: GrantsRequest, http: HttpRequest, caller: CurrentCaller, tx: Transaction
) -> GrantsView:
    """Let more organisations read the footprint; exchange partners are told by event."""
    source = host_of(settings_of(http)).source
    found = await usecases.let_in(tx, caller, id, request.recipients, source=source)
    return GrantsView.of(found)


@router.post(
    "/{id}/publication/grants/{org}/withdrawal",
    status_code=201,
    responses=problems(PublicationNotFound, GrantNotFound),
)
async def withdraw_grant(
    id: UUID, org: Organisation, request: EndRequest, caller: CurrentCaller, tx: Transaction
) -> GrantsView:
    """End an organisation's access: 404 from now on. What it read before stays on record."""
    return GrantsView.of(await usecases.end(tx, caller, id, org, request.reason))


@router.post(
    "/{id}/publication/withdrawal",
    status_code=201,
    responses=problems(PublicationNotFound, PublicationAlreadyEnded),
)
async def withdraw_publication(
    id: UUID, request: EndRequest, http: HttpRequest, caller: CurrentCaller, tx: Transaction
) -> PublicationView:
    """End the version with none in its place. Irreversible; its readers see it as deprecated."""
    source = host_of(settings_of(http)).source
    return PublicationView.of(
        await usecases.withdraw(tx, caller, id, request.reason, source=source)
    )
