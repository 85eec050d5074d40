"""What is due, for whom, and until when."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query
from pydantic import Field

from certification.duties.domain.duty import Duty, DutyKind, DutySearch, DutyState
from certification.duties.store import duties
from certification.duties.usecases.duties import rules
from certification.values.api import CallerSight, position, position_of
from certification.values.domain.forms import View
from chassis import clock
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.forms import Words
from chassis.pages import Cursor, CursorInvalid, Limit, Page, UpdatedSince, page
from chassis.problems import problems
from chassis.routing import Router
from chassis.written import Moment
from packs.duties import DutyRule
from packs.region import Role

router = Router(prefix="/v1/duties", tags=["duties"])


class DutyView(View):
    id: UUID
    kind: DutyKind
    name: Words
    """What has to be done, in words."""
    basis: Words
    """The clause behind it."""
    owed_by: Role
    """The role of the organisation that owes it."""
    matter: str = Field(examples=["certificate"])
    """What it is about, `certificate` or `application`."""
    matter_id: UUID
    """The certificate or application."""
    reference: str
    """Number of the certificate, or the application's id."""
    enterprise: str
    body: str
    division: str
    """GB/T 2260 code of the county where the product is made."""
    set_at: datetime
    """When it began."""
    due_at: datetime
    """The end of its last day, exclusive: a midnight in Beijing, or the moment that was set."""
    state: DutyState
    overdue: bool
    """Whether it is open although its date has passed; what follows then follows in a moment."""
    settled_at: datetime | None
    """When it was done, lapsed or was dropped; null while it is open."""

    @classmethod
    def of(cls, duty: Duty, rule: DutyRule, now: datetime) -> "DutyView":
        matter = duty.matter
        return cls(
            id=duty.id,
            kind=duty.kind,
            name=Words(zh=rule.name.zh, en=rule.name.en),
            basis=Words(zh=rule.basis.zh, en=rule.basis.en),
            owed_by=duty.owed_by,
            matter=matter.noun,
            matter_id=matter.id,
            reference=matter.reference,
            enterprise=matter.enterprise,
            body=matter.body,
            division=matter.division,
            set_at=duty.set_at,
            due_at=duty.due_at,
            state=duty.state,
            overdue=duty.state is DutyState.OPEN and duty.due_at <= now,
            settled_at=duty.settled_at,
        )


Everybody = Annotated[
    bool, Query(description="Also what others owe, of the files that the caller may see.")
]
State = Annotated[
    DutyState | None,
    Query(description="In this state; without it and `updated_since`, open."),
]
Kind = Annotated[DutyKind | None, Query(description="Of this kind.")]
DueBefore = Annotated[Moment | None, Query(description="Due before this moment (RFC 3339).")]
MatterId = Annotated[UUID | None, Query(description="About this certificate or application.")]


async def _search(
    caller: CurrentCaller,
    sight: CallerSight,
    everybody: Everybody = False,
    state: State = None,
    kind: Kind = None,
    due_before: DueBefore = None,
    matter_id: MatterId = None,
    updated_since: UpdatedSince = None,
    cursor: Cursor = None,
) -> DutySearch:
    return DutySearch(
        sight=sight,
        owed_by=None if everybody else caller.role,
        state=state or (None if updated_since else DutyState.OPEN),
        kind=kind,
        due_before=due_before,
        matter=matter_id,
        updated_since=updated_since,
        after=position_of(cursor),
    )


@router.get("", responses=problems(CursorInvalid))
async def list_duties(
    tx: Transaction, search: Annotated[DutySearch, Depends(_search)], limit: Limit = 50
) -> Page[DutyView]:
    """What is due for the caller, or for everybody whose files it sees, by due date."""
    now, said = clock.now(), await rules(tx)
    found = await duties.in_order(tx, search, limit + 1)
    return page(
        found,
        limit,
        lambda duty: DutyView.of(duty, said[duty.kind], now),
        lambda duty: position(duty.due_at, duty.id),
    )
