"""The transparency log as C2SP tlog-tiles lays it out; clients compute every proof themselves."""

from fastapi import Response

from chassis.database import Transaction
from chassis.problems import problems
from chassis.routing import Router
from chassis.text import Pasted
from registry.log.usecases import reading as read
from registry.log.usecases.reading import LogNotStarted, TileNotFound

router = Router(prefix="/log", tags=["transparency log"])
_FOR_EVER = "public, max-age=31536000, immutable"


@router.get(
    "/checkpoint",
    response_class=Response,
    responses={
        200: {"content": {"text/plain": {"schema": {"type": "string"}}}},
        **problems(LogNotStarted),
    },
)
async def get_log_checkpoint(tx: Transaction) -> Response:
    """The signed head of the log: origin, size, root hash and signatures (C2SP signed-note)."""
    signed = await read.checkpoint(tx)
    headers = {"Cache-Control": "public, max-age=2"}
    return Response(signed.note, headers=headers, media_type="text/plain; charset=utf-8")


@router.get(
    "/tile/{path:path}",
    response_class=Response,
    responses={
        200: {"content": {"application/octet-stream": {"schema": {"type": "string"}}}},
        **problems(TileNotFound, LogNotStarted),
    },
)
async def get_log_tile(path: Pasted, tx: Transaction) -> Response:
    """Hashes `<L>/<N>[.p/<W>]` or entries `entries/<N>[.p/<W>]`; what is served never changes."""
    data = await read.tile(tx, path)
    headers = {"Cache-Control": _FOR_EVER}
    return Response(data, headers=headers, media_type="application/octet-stream")
