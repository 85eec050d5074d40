"""Uploads of many rows: announce a file, send it in pieces, watch it, get back what was refused.

The header fields are those of the IETF draft on resumable uploads for HTTP
(draft-ietf-httpbis-resumable-upload).
"""

from collections.abc import AsyncIterator
from datetime import date
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

import fastapi
from fastapi import Body, Depends, Header, Query, Response
from fastapi.responses import StreamingResponse
from pydantic import AwareDatetime, Field
from starlette.requests import ClientDisconnect

from accounting.evidence.domain import EvidenceStoreMissing
from accounting.evidence.usecases.places import EvidenceFiles, evidence_files
from accounting.inventory.domain.records import SystemNotFound
from accounting.model.domain.activity import PeriodImpossible
from accounting.products.domain.enterprise import EnterpriseNotFound
from accounting.uploads.domain import errors as upload_errors
from accounting.uploads.domain.limits import Limits
from accounting.uploads.domain.search import UploadsAsked
from accounting.uploads.domain.uploads import (
    Announcement,
    BadRow,
    Target,
    Upload,
    UploadClosed,
    UploadContent,
    UploadErrorsNotReady,
    UploadErrorsTooMany,
    UploadKind,
    UploadLengthWrong,
    UploadNotFound,
    UploadOffsetWrong,
    UploadPieceTooLarge,
    UploadState,
    UploadsTooMany,
    UploadTargetWrong,
    UploadTooLarge,
)
from accounting.uploads.settings import ReceivesUploads
from accounting.uploads.store import uploads as store
from accounting.uploads.usecases import uploads as usecases
from accounting.uploads.usecases.uploads import UploadPiece
from accounting.values.domain.forms import Request, View
from accounting.values.domain.text import Hash, Name, Text
from chassis.auth import CurrentCaller
from chassis.bodies import takes_cut
from chassis.database import Database, Transaction
from chassis.downloads import attachment
from chassis.pages import CursorInvalid, Page, page
from chassis.problems import problem_response, problems
from chassis.routing import Router
from chassis.work import Work, WorkBroke, WorkersBusy, WorkTooHeavy
from chassis.written import Day

router = Router(prefix="/v1/uploads", tags=["uploads"])
Files = Annotated[EvidenceFiles, Depends(evidence_files)]
_EXAMPLE = {
    "what": "meter-readings",
    "name": "readings-2026-10.csv",
    "media_type": "text/csv",
    "size": 31457280,
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
}
_OF_SYSTEM = {
    "what": "activity-data",
    "name": "activity-2025.xlsx",
    "media_type": UploadKind.XLSX.value,
    "size": 18432,
    "sha256": "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752",
    "system_id": "6f4c8c0e-2f55-4a5e-9a0c-0d9f0a4f2f11",
    "period_start": "2025-01-01",
    "period_end": "2026-01-01",
}
_BYTES = {"schema": {"type": "string", "format": "binary"}}
_CPU_S, _MEMORY_BYTES = 60, 1 << 30
"""For an error file of as many rows as one may have."""
_PIECE = dict.fromkeys(("application/partial-upload", "application/octet-stream"), _BYTES)
"""What the resumable uploads of the IETF say, and what programs say that know no other bytes."""


async def upload_limits(request: fastapi.Request) -> Limits:
    """How much this process takes."""
    settings: ReceivesUploads = request.app.state.settings
    return settings.upload_limits()


async def own_database(request: fastapi.Request) -> Database:
    """For an answer that goes on after its request's transaction."""
    database: Database = request.app.state.database
    return database


Limited = Annotated[Limits, Depends(upload_limits)]


class ErrorFormat(StrEnum):
    """Kinds of error files."""

    NDJSON = "ndjson"
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"


class AnnouncementRequest(Request):
    """A file that will be sent. Activity data of one system names it and the period; in a file of
    many, the columns `system`, `period_start` and `period_end` do."""

    what: UploadContent
    name: Name
    media_type: UploadKind
    size: Annotated[int, Field(ge=1, lt=2**63)]
    """Bytes."""
    sha256: Hash
    system_id: UUID | None = None
    period_start: Day | None = None
    period_end: Day | None = None
    """Exclusive."""

    def announced(self) -> Announcement:
        """Raises `UploadTargetWrong` when only part of the target is there."""
        stated = (self.system_id, self.period_start, self.period_end)
        if any(each is None for each in stated) and any(each is not None for each in stated):
            raise UploadTargetWrong
        target = None
        if self.system_id and self.period_start and self.period_end:
            target = Target(self.system_id, self.period_start, self.period_end)
        return Announcement(self.what, self.name, self.media_type, self.size, self.sha256, target)


class RowsView(View):
    """How many rows were read, and what became of them."""

    read: int
    """How many rows were read."""
    accepted: int
    rejected: int
    """Every row of a refused system and period, not only those with a reason."""
    known: int
    """Recorded before, with the same values."""


class FailureView(View):
    type: str
    """The problem type that it failed with."""
    message: Text


class UploadView(View):
    """A file, and how far it is."""

    id: UUID
    what: UploadContent
    name: str
    media_type: UploadKind
    sha256: str
    system_id: UUID | None
    period_start: date | None
    period_end: date | None
    state: UploadState
    """How far the upload is."""
    size: int
    received: int
    """Bytes that arrived; the next piece begins here."""
    percent: int
    """Of the bytes while they are received, then of the rows while they are checked."""
    rows: RowsView
    created_at: AwareDatetime
    updated_at: AwareDatetime
    expires_at: AwareDatetime
    """When an upload ends whose bytes did not all arrive."""
    started_at: AwareDatetime | None
    finished_at: AwareDatetime | None
    failure: FailureView | None
    """Why the file as a whole was refused."""

    @classmethod
    def of(cls, upload: Upload) -> Self:
        of, target, failure = upload.announced, upload.announced.target, upload.failure
        arriving = upload.state is UploadState.RECEIVING
        return cls(
            id=upload.id,
            what=of.what,
            name=of.name,
            media_type=of.kind,
            sha256=of.sha256,
            system_id=target.system if target else None,
            period_start=target.period_start if target else None,
            period_end=target.period_end if target else None,
            state=upload.state,
            size=of.size,
            received=upload.received,
            percent=upload.received * 100 // of.size if arriving else upload.percent,
            rows=RowsView(**vars(upload.tally)),
            created_at=upload.at,
            updated_at=upload.updated_at,
            expires_at=upload.expires_at,
            started_at=upload.started_at,
            finished_at=upload.finished_at,
            failure=FailureView(**vars(failure)) if failure else None,
        )


class Arriving:
    """The body of a request, as far as it comes: a client that leaves cuts it short."""

    def __init__(self, request: fastapi.Request) -> None:
        self._request = request
        self.cut = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for piece in self._request.stream():
                yield piece
        except ClientDisconnect:
            self.cut = True


@router.post(
    "",
    status_code=201,
    responses=problems(
        EnterpriseNotFound,
        EvidenceStoreMissing,
        SystemNotFound,
        PeriodImpossible,
        UploadTargetWrong,
        UploadTooLarge,
        UploadsTooMany,
    ),
)
async def announce_upload(
    request: Annotated[AnnouncementRequest, Body(examples=[_EXAMPLE, _OF_SYSTEM])],
    response: Response,
    caller: CurrentCaller,
    files: Files,
    limits: Limited,
    tx: Transaction,
) -> UploadView:
    """Announce a file. 200 with the upload that is there when the same file was announced before
    for the same target: its bytes need not be sent again."""
    upload, new = await usecases.announce(tx, caller, request.announced(), limits)
    response.status_code = 201 if new else 200
    response.headers["Location"] = f"{router.prefix}/{upload.id}"
    _tell(response, upload, limits)
    return UploadView.of(upload)


@router.patch(
    "/{id}",
    response_model=None,
    responses={
        200: {"model": UploadView},
        **problems(
            UploadNotFound,
            EvidenceStoreMissing,
            UploadClosed,
            UploadOffsetWrong,
            UploadLengthWrong,
            UploadPieceTooLarge,
        ),
    },
    openapi_extra={"requestBody": {"required": True, "content": _PIECE}},
)
@takes_cut
async def append_to_upload(
    id: UUID,
    upload_offset: Annotated[int, Header(ge=0, lt=2**63, description="Where the piece begins.")],
    request: fastapi.Request,
    response: Response,
    caller: CurrentCaller,
    files: Files,
    limits: Limited,
    tx: Transaction,
    upload_complete: Annotated[
        str | None, Header(pattern=r"^\?[01]$", description="`?1` with the last piece.")
    ] = None,
) -> UploadView | Response:
    """Send the next piece. 409 names the right `Upload-Offset` when it begins elsewhere; of a
    connection that breaks, what arrived is kept."""
    body = Arriving(request)
    piece = UploadPiece(upload_offset, body, lambda: upload_complete == "?1" and not body.cut)
    try:
        upload = await usecases.append(tx, files, caller.org, id, piece, limits)
    except UploadOffsetWrong as refusal:
        refused = problem_response(request, refusal)
        refused.headers["Upload-Offset"] = str(refusal.facts["expected"])
        return refused
    _tell(response, upload, limits)
    return UploadView.of(upload)


@router.get("", responses=problems(CursorInvalid))
async def list_uploads(
    caller: CurrentCaller, tx: Transaction, asked: Annotated[UploadsAsked, Query()]
) -> Page[UploadView]:
    """The caller's uploads, newest first."""
    rows = await store.page(tx, asked, of=caller.org)
    return page(rows, asked.limit, UploadView.of, lambda row: row.position)


@router.get("/{id}", responses=problems(UploadNotFound))
async def get_upload(
    id: UUID, response: Response, caller: CurrentCaller, limits: Limited, tx: Transaction
) -> UploadView:
    """How far an upload is. `Upload-Offset` says where to go on; `HEAD` tells it without a body."""
    upload = await usecases.read(tx, caller.org, id)
    _tell(response, upload, limits)
    return UploadView.of(upload)


@router.delete("/{id}", responses=problems(UploadNotFound, UploadClosed))
async def cancel_upload(id: UUID, caller: CurrentCaller, tx: Transaction) -> UploadView:
    """End an upload whose rows are not being taken in yet."""
    return UploadView.of(await usecases.cancel(tx, caller.org, id))


@router.get(
    "/{id}/errors",
    response_class=Response,
    responses={
        200: {"content": {kind.value: _BYTES for kind in UploadKind}},
        **problems(
            UploadNotFound,
            UploadErrorsNotReady,
            UploadErrorsTooMany,
            WorkTooHeavy,
            WorkBroke,
            WorkersBusy,
        ),
    },
)
async def get_upload_errors(
    id: UUID,
    caller: CurrentCaller,
    tx: Transaction,
    database: Annotated[Database, Depends(own_database)],
    pool: Work,
    format: Annotated[
        ErrorFormat | None, Query(description="Kind of file; that of the upload unless said.")
    ] = None,
) -> Response:
    """The refused rows in the columns of the upload, with line and reason; corrected, the file can
    be uploaded as it is. For activity data all rows of a refused system and period are there."""
    upload = await usecases.read(tx, caller.org, id)
    kind = UploadKind[format.name] if format else upload.announced.kind
    name = attachment(f"upload-{id}-errors.{kind.suffix}")
    headers = {"Content-Disposition": name}
    if kind in (UploadKind.XLSX, UploadKind.PARQUET):
        rows = await usecases.refused_table(tx, upload)
        content = await pool.run(
            upload_errors.table,
            kind,
            upload.columns,
            rows,
            org=caller.org,
            cpu_s=_CPU_S,
            memory_bytes=_MEMORY_BYTES,
        )
        return Response(content, 200, headers, kind.value)
    usecases.check_errors(upload)
    pages = usecases.refused_pages(database, upload)
    return StreamingResponse(_text(kind, upload, pages), 200, headers, kind.value)


async def _text(
    kind: UploadKind, upload: Upload, pages: AsyncIterator[list[BadRow]]
) -> AsyncIterator[bytes]:
    yield upload_errors.text_head(kind, upload.columns)
    async for rows in pages:
        yield upload_errors.text(kind, upload.columns, rows)


def _tell(response: Response, upload: Upload, limits: Limits) -> None:
    """The fields of the draft."""
    complete = upload.received == upload.announced.size
    response.headers["Upload-Offset"] = str(upload.received)
    response.headers["Upload-Complete"] = "?1" if complete else "?0"
    response.headers["Upload-Length"] = str(upload.announced.size)
    response.headers["Upload-Limit"] = (
        f"max-size={limits.max_bytes}, max-append-size={limits.piece_bytes}"
    )
    response.headers["Cache-Control"] = "no-store"
