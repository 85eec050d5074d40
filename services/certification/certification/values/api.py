"""What routes share: who is asking, for what, and where a page of a list begins."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from certification.values.domain.criteria import Criteria
from certification.values.domain.sight import Sight, sight_of
from chassis import pages
from chassis.auth import CurrentCaller
from chassis.canonical import rfc3339
from chassis.pages import Since, Until, UpdatedSince, Words
from chassis.text import TextRule
from chassis.written import moment
from contracts.certification import Scheme


async def _sight(caller: CurrentCaller) -> Sight:
    return sight_of(caller.role, caller.org)


CallerSight = Annotated[Sight, Depends(_sight)]


def position_of(cursor: str | None) -> tuple[datetime, UUID] | None:
    """The moment and id that a cursor stands for; None without one."""
    return pages.decode(cursor, moment, UUID)


def position(at: datetime, id: UUID) -> list[str]:
    """The sort key of a row, for the next cursor."""
    return [rfc3339(at), str(id)]


Enterprise = Annotated[
    str | None, Query(pattern="^[0-9A-Z]{18}$", description="Unified social credit code.")
]
Body = Annotated[
    str | None, Query(pattern=r"^[0-9A-Za-z-]{1,32}$", description="Approval number of the body.")
]
Category = Annotated[Annotated[str, TextRule(most=50)] | None, Query(examples=["pv-module"])]
Division = Annotated[
    str | None,
    Query(pattern=r"^\d{6}$", description="GB/T 2260 code of the county where it is made."),
]


async def _criteria(
    enterprise: Enterprise = None,
    body: Body = None,
    product_id: UUID | None = None,
    calculation_id: UUID | None = None,
    category: Category = None,
    scheme: Scheme | None = None,
    division: Division = None,
    since: Since = None,
    until: Until = None,
    updated_since: UpdatedSince = None,
    q: Words = None,
) -> Criteria:
    return Criteria(
        enterprise=enterprise,
        body=body,
        product_id=product_id,
        calculation_id=calculation_id,
        category=category,
        scheme=scheme,
        division=division,
        since=since,
        until=until,
        updated_since=updated_since,
        words=q,
    )


SharedCriteria = Annotated[Criteria, Depends(_criteria)]
