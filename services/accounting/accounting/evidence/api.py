"""Evidence: the documents behind reported numbers, under their SHA-256."""

from collections.abc import Iterator
from io import BufferedIOBase
from typing import Annotated, Self
from urllib.parse import quote

import fastapi
from fastapi import Depends, Path, Query, Response
from fastapi.responses import StreamingResponse
from pydantic import AwareDatetime, StringConstraints

from accounting.evidence.domain import (
    TAKEN,
    EvidenceDamaged,
    EvidenceEmpty,
    EvidenceFile,
    EvidenceKindUnknown,
    EvidenceMissing,
    EvidenceStoreMissing,
    EvidenceStoreUnreachable,
    EvidenceTooLarge,
)
from accounting.evidence.store import evidence as store
from accounting.evidence.store.files import EvidenceFiles
from accounting.evidence.usecases import files as usecases
from accounting.products.domain.enterprise import EnterpriseMissing
from accounting.settings import AccountingApiSettings
from accounting.values.domain.forms import View
from accounting.values.domain.text import Name
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.pages import Cursor, CursorInvalid, Limit, Page, page
from chassis.problems import problems
from chassis.routing import Router

router = Router(prefix="/v1/evidence", tags=["evidence"])
Sha256 = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the file.")]
FileName = Annotated[Name, StringConstraints(max_length=200), Query(description="What it is.")]
_PIECE_BYTES = 256 * 1024
_BINARY = {"schema": {"type": "string", "format": "binary"}}


async def evidence_files(request: fastapi.Request) -> EvidenceFiles:
    """Where this process keeps evidence. Raises `EvidenceStoreMissing`."""
    settings: AccountingApiSettings = request.app.state.settings
    files = settings.evidence_files()
    if files is None:
        raise EvidenceStoreMissing
    return files


Files = Annotated[EvidenceFiles, Depends(evidence_files)]


class EvidenceView(View):
    """A file of the caller's; activity data names it by `sha256`."""

    sha256: str
    name: str
    media_type: str
    """As its bytes say, whatever the request called it."""
    size: int
    created_at: AwareDatetime

    @classmethod
    def of(cls, file: EvidenceFile) -> Self:
        return cls(
            sha256=file.sha256,
            name=file.name,
            media_type=file.media_type,
            size=file.size,
            created_at=file.at,
        )


@router.post(
    "",
    status_code=201,
    responses=problems(
        EnterpriseMissing,
        EvidenceEmpty,
        EvidenceKindUnknown,
        EvidenceTooLarge,
        EvidenceStoreMissing,
        EvidenceStoreUnreachable,
    ),
    openapi_extra={
        "requestBody": {"required": True, "content": {kind.value: _BINARY for kind in TAKEN}}
    },
)
async def add(
    name: FileName,
    request: fastapi.Request,
    response: Response,
    caller: CurrentCaller,
    files: Files,
    tx: Transaction,
) -> EvidenceView:
    """Hand in a file: PDF, OFD, PNG, JPEG, XLSX or CSV, as the raw body. 200 when known already."""
    file, new = await usecases.add(tx, files, caller, name=name, content=request.stream())
    response.status_code = 201 if new else 200
    return EvidenceView.of(file)


@router.get("", responses=problems(CursorInvalid))
async def evidence(
    caller: CurrentCaller, tx: Transaction, limit: Limit = 50, cursor: Cursor = None
) -> Page[EvidenceView]:
    """The caller's files, newest first."""
    rows = await store.page(tx, of=caller.org, limit=limit, cursor=cursor)
    return page(rows, limit, EvidenceView.of, lambda row: row.position)


@router.get(
    "/{sha256}",
    response_class=StreamingResponse,
    responses={
        200: {"content": {"application/octet-stream": _BINARY}},
        **problems(
            EvidenceMissing, EvidenceDamaged, EvidenceStoreMissing, EvidenceStoreUnreachable
        ),
    },
)
async def read(
    sha256: Sha256, caller: CurrentCaller, files: Files, tx: Transaction
) -> StreamingResponse:
    """The file itself: for its owner, and for a body that was applied to with a calculation."""
    described, file = await usecases.read(tx, files, caller.org, sha256)
    headers = {
        "X-Content-Type-Options": "nosniff",
        "ETag": f'"{sha256}"',
        "Content-Length": str(described.size),
        "Content-Disposition": f"attachment; filename*=utf-8''{quote(described.name)}",
    }
    return StreamingResponse(_pieces(file), headers=headers, media_type=described.media_type)


def _pieces(file: BufferedIOBase) -> Iterator[bytes]:
    with file:
        while piece := file.read(_PIECE_BYTES):
            yield piece
