"""Importing an organisation's own factors from CSV or XLSX, and the review of quarantined rows."""

from typing import Annotated, Self
from uuid import UUID

from fastapi import Path, Query, Request, Response
from pydantic import AwareDatetime, ConfigDict, Field

from accounting.factors.domain.reviews import (
    FactorImport,
    FactorImportNotFound,
    FactorRowAlreadyReviewed,
    FactorRowNotQuarantined,
    FactorRowOutdated,
    ImportRow,
    ReviewDecision,
)
from accounting.factors.domain.rows import TEMPLATE, FactorFileColumnsWrong, RowOutcome
from accounting.factors.domain.search import ImportsAsked, WaitingAsked
from accounting.factors.store import imports as store
from accounting.factors.usecases import imports as usecases
from accounting.factors.usecases.libraries import PacksNotLoaded
from accounting.sheets import api as uploaded
from accounting.sheets.api import FormFileMissing
from accounting.sheets.domain.refusals import (
    FactorFileTooLarge,
    FactorFileTooLong,
    FactorFileUnreadable,
)
from accounting.sheets.domain.tables import MAX_BYTES
from accounting.values.domain import forms
from accounting.values.domain.forms import View
from accounting.values.domain.numbers import Exact
from accounting.values.domain.text import Text
from chassis.auth import CurrentCaller
from chassis.bodies import takes
from chassis.database import Transaction
from chassis.downloads import attachment
from chassis.pages import Cursor, CursorInvalid, Limit, Page, page
from chassis.problems import problems
from chassis.routing import Router
from chassis.text import TextRule
from chassis.work import Work, WorkBroke, WorkersBusy, WorkTooHeavy

router = Router(prefix="/v1/factor-imports", tags=["factors"])
reviews = Router(prefix="/v1/factor-quarantine", tags=["factors"])
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FILE = {"schema": {"type": "string", "format": "binary"}}
_FORM = {
    "schema": {
        "type": "object",
        "required": ["file"],
        "properties": {
            "file": {"type": "string", "format": "binary", "description": "The file itself."}
        },
    }
}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            # First: generated clients in Java and TypeScript lack a form that comes later.
            "multipart/form-data": _FORM,
            "text/csv": _FILE,
            _XLSX: _FILE,
            "application/octet-stream": _FILE,
        },
    }
}
LineNumber = Annotated[int, Path(ge=1, le=10_000_000, description="Row of the file, header 1.")]


class FactorImportView(View):
    """An import and how many of its rows had which outcome."""

    id: UUID
    created_at: AwareDatetime
    sha256: str
    format: str
    """The form of the file."""
    rows: int
    accepted: int
    quarantined: int
    """Rows that looked wrong when the file came; some may have been decided on since."""
    rejected: int

    @classmethod
    def of(cls, made: FactorImport) -> Self:
        return cls(
            id=made.id,
            created_at=made.at,
            sha256=made.sha256,
            format=made.format,
            rows=sum(made.counts.values()),
            accepted=made.counts[RowOutcome.ACCEPTED],
            quarantined=made.counts[RowOutcome.QUARANTINED],
            rejected=made.counts[RowOutcome.REJECTED],
        )


class ReviewView(View):
    """What a person decided on a quarantined row."""

    decision: ReviewDecision
    reason: str
    decided_at: AwareDatetime
    decided_by: str
    """The organisation that decided."""
    person: str | None


class RowView(View):
    """One row of an import with its outcome; `line` is that of the spreadsheet."""

    line: int
    factor: str
    outcome: RowOutcome
    reason: Text | None
    review: ReviewView | None
    """How it was decided; null while it is not."""

    @classmethod
    def of(cls, row: ImportRow) -> Self:
        made = row.review
        return cls(
            line=row.line,
            factor=row.factor,
            outcome=row.outcome,
            reason=row.reason and Text(row.reason.zh, row.reason.en),
            review=made
            and ReviewView(
                decision=made.decision,
                reason=made.reason,
                decided_at=made.at,
                decided_by=made.org,
                person=made.person,
            ),
        )


class WaitingView(View):
    """A quarantined row as a reviewer sees it."""

    import_id: UUID
    """The import that it came with."""
    owner: str
    """The organisation that it belongs to."""
    name: Text
    value: Exact
    """kg CO2e per `unit`."""
    unit: str
    source_title: str
    source_ref: str
    row: RowView
    """The row with its outcome."""

    @classmethod
    def of(cls, found: store.Waiting) -> Self:
        draft = found.row.draft
        assert draft is not None  # noqa: S101  Kept for every quarantined row.
        factor = draft.factor
        return cls(
            import_id=found.of.id,
            owner=found.of.owner,
            name=Text(factor.name_zh, factor.name_en),
            value=factor.value,
            unit=factor.unit,
            source_title=factor.source_title,
            source_ref=factor.source_ref,
            row=RowView.of(found.row),
        )


class ReviewRequest(forms.Request):
    """Release the row to its owner, or reject it; the reason is kept with who gave it and when."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"decision": "released", "reason": "已核对供应商 EPD 原件,数值属实"}]
        }
    )

    decision: ReviewDecision
    reason: Annotated[
        str,
        TextRule(least=5, most=500, several_lines=True),
        Field(description="What was looked at, and what it showed."),
    ]


def _too_large(limit: int) -> FactorFileTooLarge:
    return FactorFileTooLarge(limit=limit)


@router.post(
    "",
    status_code=201,
    openapi_extra=_BODY,
    responses={
        200: {"description": "The very same file was imported before.", "model": FactorImportView},
        **problems(
            FactorFileTooLarge,
            FactorFileTooLong,
            FactorFileUnreadable,
            FactorFileColumnsWrong,
            FormFileMissing,
            PacksNotLoaded,
            WorkTooHeavy,
            WorkBroke,
            WorkersBusy,
        ),
    },
)
@takes(uploaded.file_limits(MAX_BYTES, _too_large))
async def import_factors(
    request: Request, response: Response, caller: CurrentCaller, tx: Transaction, pool: Work
) -> FactorImportView:
    """Import own factors from a CSV or XLSX file, sent as the body or as `file` of a form. Sound
    rows may be used at once; suspicious ones wait for a person; the same file changes nothing the
    second time."""
    content = await uploaded.content(request, limit=MAX_BYTES, too_large=_too_large)
    made, new = await usecases.submit(tx, pool, caller, content)
    response.status_code = 201 if new else 200
    return FactorImportView.of(made)


@router.get("", responses=problems(CursorInvalid))
async def list_factor_imports(
    caller: CurrentCaller, tx: Transaction, asked: Annotated[ImportsAsked, Query()]
) -> Page[FactorImportView]:
    """The caller's imports, by the moment they were made, newest first."""
    rows = await store.page(tx, asked, of=caller.org)
    return page(rows, asked.limit, FactorImportView.of, lambda row: row.position)


@router.get(
    "/template",
    response_class=Response,
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}},
)
async def get_factor_template() -> Response:
    """An empty factor file with a row that shows how it is filled in."""
    name = attachment("own-factors.csv")
    return Response(f"\ufeff{TEMPLATE}", 200, {"Content-Disposition": name}, "text/csv")


@router.get("/{id}", responses=problems(FactorImportNotFound))
async def get_factor_import(id: UUID, caller: CurrentCaller, tx: Transaction) -> FactorImportView:
    """One import with its counts."""
    return FactorImportView.of(await usecases.read(tx, caller.org, id))


@router.get("/{id}/rows", responses=problems(FactorImportNotFound, CursorInvalid))
async def list_factor_import_rows(
    id: UUID,
    caller: CurrentCaller,
    tx: Transaction,
    outcome: RowOutcome | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[RowView]:
    """What became of each row, in the order of the file, with the reason and any review."""
    await usecases.read(tx, caller.org, id)
    wanted = tuple(RowOutcome) if outcome is None else (outcome,)
    found = await store.rows(tx, id, outcomes=wanted, limit=limit, cursor=cursor)
    return page(found, limit, RowView.of, lambda row: (str(row.line),))


@router.get(
    "/{id}/errors",
    response_class=Response,
    responses={
        200: {"content": {"text/csv": {"schema": {"type": "string"}}}},
        **problems(FactorImportNotFound, WorkTooHeavy, WorkBroke, WorkersBusy),
    },
)
async def get_factor_import_errors(
    id: UUID, caller: CurrentCaller, tx: Transaction, pool: Work
) -> Response:
    """The bad rows as they were sent, with one reason each: correct them and send the file."""
    content = await usecases.error_file(tx, pool, caller.org, id)
    name = attachment(f"factor-import-{id}-errors.csv")
    # The mark tells spreadsheets that the text is UTF-8.
    return Response(f"\ufeff{content}", 200, {"Content-Disposition": name}, "text/csv")


@reviews.get("", responses=problems(CursorInvalid))
async def list_quarantined_factors(
    tx: Transaction, asked: Annotated[WaitingAsked, Query()]
) -> Page[WaitingView]:
    """Quarantined rows of every organisation that wait for a decision, by import and line."""
    found = await store.waiting(tx, asked)
    return page(found, asked.limit, WaitingView.of, lambda row: row.position)


@reviews.post(
    "/{id}/{line}/review",
    status_code=201,
    responses=problems(FactorRowNotQuarantined, FactorRowAlreadyReviewed, FactorRowOutdated),
)
async def review_quarantined_factor(
    id: UUID, line: LineNumber, request: ReviewRequest, caller: CurrentCaller, tx: Transaction
) -> WaitingView:
    """Release a quarantined row to its owner, or reject it. Once, and for good."""
    decided = await usecases.review(
        tx, caller, id, line, decision=request.decision, reason=request.reason
    )
    return WaitingView.of(decided)
