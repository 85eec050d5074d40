"""Evidence: the documents behind reported numbers, under their SHA-256."""

from typing import Annotated, Self

import fastapi
from fastapi import Depends, Query, Response
from pydantic import AwareDatetime

from accounting.evidence.domain import (
    TAKEN,
    EvidenceAsked,
    EvidenceEmpty,
    EvidenceFile,
    EvidenceKindUnknown,
    EvidenceStoreMissing,
    EvidenceStoreUnreachable,
    EvidenceTooLarge,
)
from accounting.evidence.store import evidence as store
from accounting.evidence.usecases import files as usecases
from accounting.evidence.usecases.places import EvidenceFiles, evidence_files
from accounting.products.domain.enterprise import EnterpriseNotFound
from accounting.values.domain.forms import View
from accounting.values.domain.text import Name
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.pages import CursorInvalid, Page, page
from chassis.problems import problems
from chassis.routing import Router

router = Router(prefix="/v1/evidence", tags=["evidence"])
FileName = Annotated[Name, Query(description="What it is.")]
_KINDS = (*(kind.value for kind in TAKEN), "application/octet-stream")
_BINARY = {"schema": {"type": "string", "format": "binary"}}
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
        EnterpriseNotFound,
        EvidenceEmpty,
        EvidenceKindUnknown,
        EvidenceTooLarge,
        EvidenceStoreMissing,
        EvidenceStoreUnreachable,
    ),
    openapi_extra={"requestBody": {"required": True, "content": dict.fromkeys(_KINDS, _BINARY)}},
)
async def add_evidence(
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
async def list_evidence(
    caller: CurrentCaller, tx: Transaction, asked: Annotated[EvidenceAsked, Query()]
) -> Page[EvidenceView]:
    """The caller's files, by the moment they were handed in, newest first."""
    rows = await store.page(tx, asked, of=caller.org)
    return page(rows, asked.limit, EvidenceView.of, lambda row: row.position)
