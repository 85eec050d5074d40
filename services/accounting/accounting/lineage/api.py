"""Where results come from, and which calculations stood on a day."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from fastapi import Query
from pydantic import AwareDatetime

from accounting.calculations.domain.record import CalculationNotFound
from accounting.calculations.usecases.weights import weigh_reading
from accounting.lineage import usecases
from accounting.lineage.domain.building import (
    CalculationNotYetMade,
    LineageTooLarge,
    ResultPartUnknown,
)
from accounting.lineage.domain.graph import Edge, LaterChange, Lineage, LineageNode, StandingOnDay
from accounting.lineage.domain.history import PlaceInHistory, Stood
from accounting.lineage.domain.search import StoodAsked
from accounting.values.domain.calendar import today
from accounting.values.domain.forms import View
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.elsewhere import weighed
from chassis.pages import CursorInvalid, Page, page
from chassis.problems import problems
from chassis.routing import Router
from chassis.written import Day

router = Router(prefix="/v1", tags=["lineage"])
_PART = r"^[a-z0-9][a-z0-9-]{0,59}(\.[a-z0-9][a-z0-9-]{0,59})?$"
AsOf = Annotated[
    Day | None, Query(description="What was known at the end of this day in China; else today.")
]


class LineageView(View):
    """The graph behind a result. `changes` lists what had become known by the day and is not in
    the result: newer factors, rules and seals, ended supplies, open findings."""

    calculation_id: UUID
    as_of: date
    """The moment that it is told for."""
    standing: StandingOnDay
    root: str
    """The node that was asked for."""
    nodes: tuple[LineageNode, ...]
    """All that the result rests on."""
    edges: tuple[Edge, ...]
    """Which node rests on which."""
    changes: tuple[LaterChange, ...]

    @classmethod
    def told(cls, id: UUID, found: Lineage) -> Self:
        return cls(
            calculation_id=id,
            as_of=found.as_of,
            standing=found.standing,
            root=found.root,
            nodes=found.nodes,
            edges=found.edges,
            changes=found.changes,
        )


class StoodView(View):
    """A calculation of the product as it stood on the day."""

    calculation_id: UUID
    created_at: AwareDatetime
    seal: str | None
    """None: not sealed by then."""
    sealed_at: AwareDatetime | None
    place: PlaceInHistory
    """What it was among the calculations of its product then."""

    @classmethod
    def of(cls, stood: Stood) -> Self:
        return cls(
            calculation_id=stood.id,
            created_at=stood.at,
            seal=stood.seal,
            sealed_at=stood.sealed_at,
            place=stood.place,
        )


@router.get(
    "/calculations/{id}/lineage",
    responses=problems(
        CalculationNotFound, CalculationNotYetMade, ResultPartUnknown, LineageTooLarge
    ),
)
@weighed(weigh_reading)
async def get_lineage(
    id: UUID,
    caller: CurrentCaller,
    tx: Transaction,
    as_of: AsOf = None,
    of: Annotated[
        str | None, Query(pattern=_PART, description="A part: `<process>[.<exchange>]`.")
    ] = None,
) -> LineageView:
    """From a result, or one part of it, to inputs, evidence, factors, rule, people and time."""
    return LineageView.told(id, await usecases.lineage(tx, caller.org, id, day=as_of, part=of))


@router.get("/products/{id}/calculations", responses=problems(CursorInvalid))
async def list_product_calculations(
    id: UUID, caller: CurrentCaller, tx: Transaction, asked: Annotated[StoodAsked, Query()]
) -> Page[StoodView]:
    """The product's calculations that the caller may read as they stood on a day, newest first."""
    day = asked.as_of or today()
    rows = await usecases.stood(tx, caller.org, id, asked, day=day)
    return page(rows, asked.limit, StoodView.of, lambda row: row.position)
