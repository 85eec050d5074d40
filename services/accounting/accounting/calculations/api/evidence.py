"""Evidence behind a calculation: for its owner, and for bodies that were admitted to it."""

from collections.abc import Iterator
from io import BufferedIOBase
from typing import Annotated

from fastapi import Depends, Path
from fastapi.responses import StreamingResponse
from starlette.background import BackgroundTask

from accounting.calculations.usecases import evidence as usecases
from accounting.evidence.domain import (
    EvidenceDamaged,
    EvidenceKind,
    EvidenceNotFound,
    EvidenceStoreMissing,
    EvidenceStoreUnreachable,
)
from accounting.evidence.usecases.places import EvidenceFiles, evidence_files
from chassis.answered import FOR_EVER
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.downloads import attachment
from chassis.problems import problems
from chassis.routing import Router

router = Router(prefix="/v1/evidence", tags=["evidence"])
Files = Annotated[EvidenceFiles, Depends(evidence_files)]
Sha256 = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the file.")]
_PIECE_BYTES = 256 * 1024
_BINARY = {"schema": {"type": "string", "format": "binary"}}


@router.get(
    "/{sha256}",
    response_class=StreamingResponse,
    responses={
        200: {"content": {kind.value: _BINARY for kind in EvidenceKind}},
        **problems(
            EvidenceNotFound, EvidenceDamaged, EvidenceStoreMissing, EvidenceStoreUnreachable
        ),
    },
)
async def get_evidence(
    sha256: Sha256, caller: CurrentCaller, files: Files, tx: Transaction
) -> StreamingResponse:
    """The file itself: for its owner, and for a body that was applied to with a calculation."""
    described, file = await usecases.read(tx, files, caller.org, sha256)
    headers = {
        "X-Content-Type-Options": "nosniff",
        "ETag": f'"{sha256}"',
        "Cache-Control": FOR_EVER,
        "Content-Length": str(described.size),
        "Content-Disposition": attachment(described.name),
    }
    closing = BackgroundTask(file.close)
    return StreamingResponse(
        _pieces(file), headers=headers, media_type=described.media_type, background=closing
    )


def _pieces(file: BufferedIOBase) -> Iterator[bytes]:
    with file:
        while piece := file.read(_PIECE_BYTES):
            yield piece
