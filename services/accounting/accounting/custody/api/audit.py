"""The audit trail, for whom it concerns."""

from typing import Annotated, Self

from fastapi import Query
from pydantic import AwareDatetime

from accounting.custody.domain.search import AuditAsked
from accounting.custody.store import audit as store
from accounting.values.domain.forms import View
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.pages import CursorInvalid, Page, page
from chassis.problems import problems
from chassis.routing import Router

router = Router(prefix="/v1/audit-entries", tags=["audit"])


class AuditEntryView(View):
    """Somebody read the caller's secrets, or the caller changed something."""

    at: AwareDatetime
    client: str
    org: str
    role: str
    person: str | None
    method: str
    """Method of the request."""
    route: str
    """Path template of the request."""
    objects: tuple[str, ...]
    """What was read or changed, by identifier."""
    trace_id: str | None
    position: int
    """Where it stands in the caller's list."""
    number: int | None
    """Place in the chain; null for the seconds until it has one."""
    sha256: str | None
    """Covers this entry and, through the one before, all earlier ones."""

    @classmethod
    def of(cls, recorded: store.Recorded) -> Self:
        entry, link = recorded.entry, recorded.link
        return cls(
            at=entry.at,
            client=entry.client,
            org=entry.org,
            role=entry.role,
            person=entry.person,
            method=entry.method,
            route=entry.route,
            objects=entry.objects,
            trace_id=entry.trace_id,
            position=entry.position,
            number=link and link.number,
            sha256=link and link.sha256,
        )


@router.get("", responses=problems(CursorInvalid))
async def list_audit_entries(
    caller: CurrentCaller, tx: Transaction, asked: Annotated[AuditAsked, Query()]
) -> Page[AuditEntryView]:
    """Who read the caller's secrets and what the caller did, newest first."""
    rows = await store.page(tx, caller.org, asked)
    return page(rows, asked.limit, AuditEntryView.of, lambda row: row.page_position)
