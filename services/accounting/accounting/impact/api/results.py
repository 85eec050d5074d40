"""What moves: the results of a study, row by row and as a file."""

from collections.abc import Sequence
from typing import Annotated, Self
from uuid import UUID

from fastapi import Query, Response

from accounting.impact.domain.moves import MoveDirection, MoveOutcome, MoveReason
from accounting.impact.domain.study import ImpactStudyNotFound
from accounting.impact.store.results import Named, WantedMoves
from accounting.impact.usecases import studies as usecases
from accounting.sheets.domain.harmless import csv_text
from accounting.values.domain.criteria import Category, Enterprise
from accounting.values.domain.forms import View
from accounting.values.domain.numbers import Exact, plain
from accounting.values.domain.text import Text
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.downloads import attachment
from chassis.pages import Cursor, CursorInvalid, Limit, Page, page
from chassis.problems import problems
from chassis.routing import Router
from chassis.work import Work, WorkBroke, WorkersBusy, WorkTooHeavy

router = Router(prefix="/v1/impact-studies/{id}", tags=["impact-studies"])
Only = Annotated[MoveOutcome | None, Query(description="Only calculations with this outcome.")]
Crossed = Annotated[bool | None, Query(description="Whether a threshold is crossed.")]
_CPU_S, _MEMORY_BYTES = 20, 1 << 30
_HEADER = (
    "calculation_id",
    "enterprise",
    "product_id",
    "model",
    "name_zh",
    "name_en",
    "category",
    "outcome",
    "old_kg_co2e",
    "unit",
    "new_kg_co2e",
    "new_unit",
    "change_kg_co2e",
    "change_percent",
    "crossed",
    "reason_zh",
    "reason_en",
)


class CrossingView(View):
    """A threshold that the footprint crosses; limits of the rule have no level."""

    threshold: str
    kg_co2e: Exact | None
    direction: MoveDirection
    """Whether it is above or below now."""


class MessageView(View):
    """A message in both languages."""

    zh: str
    en: str


class ReasonView(View):
    """Why the calculation can no longer be done; `type` is that of the refusal."""

    type: str
    """The problem type of the refusal."""
    message: MessageView

    @classmethod
    def of(cls, reason: MoveReason) -> Self:
        return cls(type=reason.type, message=MessageView(zh=reason.zh, en=reason.en))


class ResultView(View):
    """The published footprint of one sealed calculation before and after the change, in kg CO2e
    per declared unit. The calculation itself stays as it was sealed.
    """

    calculation_id: UUID
    enterprise: str
    product_id: UUID
    model: str
    name: Text
    category: str
    outcome: MoveOutcome
    """Whether it went up, down, stayed, or cannot be compared."""
    old: Exact
    unit: str
    new: Exact | None
    """The footprint after, in kg CO2e."""
    new_unit: str | None
    """The unit after."""
    change: Exact | None
    """The difference in kg CO2e."""
    percent: Exact | None
    """The difference in percent."""
    crossed: tuple[CrossingView, ...]
    reason: ReasonView | None

    @classmethod
    def of(cls, found: Named) -> Self:
        of, move = found.of.of, found.of.move
        return cls(
            calculation_id=of.calculation,
            enterprise=of.enterprise,
            product_id=of.product,
            model=found.model,
            name=found.name,
            category=of.category,
            outcome=move.outcome,
            old=move.old,
            unit=move.unit,
            new=move.new,
            new_unit=move.new_unit,
            change=move.change,
            percent=move.percent,
            crossed=tuple(CrossingView(**vars(each)) for each in move.crossed),
            reason=move.reason and ReasonView.of(move.reason),
        )


@router.get("/results", responses=problems(ImpactStudyNotFound, CursorInvalid))
async def list_impact_results(
    id: UUID,
    caller: CurrentCaller,
    tx: Transaction,
    outcome: Only = None,
    category: Category = None,
    enterprise: Enterprise = None,
    crossed: Crossed = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[ResultView]:
    """The largest changes first, in percent; what cannot be compared or computed comes last."""
    wanted = WantedMoves(outcome, category, enterprise, crossed)
    rows = await usecases.moves(tx, caller, id, wanted, limit=limit, cursor=cursor)
    return page(rows, limit, ResultView.of, lambda row: row.position)


@router.get(
    "/results/file",
    response_class=Response,
    responses={
        200: {"content": {"text/csv": {"schema": {"type": "string"}}}},
        **problems(ImpactStudyNotFound, WorkTooHeavy, WorkBroke, WorkersBusy),
    },
)
async def download_impact_results(
    id: UUID,
    caller: CurrentCaller,
    tx: Transaction,
    pool: Work,
    outcome: Only = None,
    category: Category = None,
    enterprise: Enterprise = None,
    crossed: Crossed = None,
) -> Response:
    """Every row that the caller may see, as CSV, the largest changes first."""
    wanted = WantedMoves(outcome, category, enterprise, crossed)
    rows = await usecases.moves(tx, caller, id, wanted)
    name = attachment(f"impact-study-{id}.csv")
    # The mark tells spreadsheets that the text is UTF-8.
    content = await pool.run(
        _written, rows, org=caller.org, cpu_s=_CPU_S, memory_bytes=_MEMORY_BYTES
    )
    return Response(f"\ufeff{content}", 200, {"Content-Disposition": name}, "text/csv")


def _written(rows: Sequence[Named]) -> str:
    return csv_text([_HEADER, *map(_cells, rows)])


def _cells(found: Named) -> list[str]:
    of, move = found.of.of, found.of.move
    numbers = (move.old, move.new, move.change, move.percent)
    old, new, change, percent = ("" if each is None else plain(each) for each in numbers)
    reason = (move.reason.zh, move.reason.en) if move.reason else ("", "")
    names = (found.model, found.name.zh, found.name.en)
    crossed = " ".join(f"{each.threshold}:{each.direction}" for each in move.crossed)
    return [
        str(of.calculation),
        of.enterprise,
        str(of.product),
        *names,
        of.category,
        move.outcome,
        old,
        move.unit,
        new,
        move.new_unit or "",
        change,
        percent,
        crossed,
        *reason,
    ]
