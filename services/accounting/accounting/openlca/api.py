"""Product systems as openLCA JSON-LD archives."""

import json
from typing import Annotated
from uuid import UUID

import fastapi
from fastapi import Depends, Response

from accounting.custody.usecases import authorship
from accounting.factors.domain.factors import FactorMissing
from accounting.foreign.domain.views import ArchiveImportView
from accounting.foreign.domain.wording import ForeignModelRefused
from accounting.inventory.domain.records import SystemNotFound
from accounting.inventory.usecases.weights import weigh_system
from accounting.openlca import usecases
from accounting.openlca.formats.archive import MAX_BYTES, OpenLcaArchiveUnreadable
from accounting.openlca.formats.exporting import SystemTooLargeToExport
from accounting.products.domain.product import ProductNotFound
from accounting.products.domain.rules import RuleMissing
from chassis.auth import CurrentCaller
from chassis.bodies import Limits, takes
from chassis.database import Transaction
from chassis.downloads import attachment
from chassis.elsewhere import weighed
from chassis.problems import problems
from chassis.routing import Router
from chassis.work import Work, WorkBroke, WorkersBusy, WorkTooHeavy

router = Router(prefix="/v1", tags=["product systems"])
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_ZIP = {"application/zip": _BINARY}
_TAKEN = {**_ZIP, "application/octet-stream": _BINARY}


@router.get(
    "/systems/{id}/openlca",
    response_class=Response,
    responses={
        200: {"content": _ZIP},
        **problems(SystemNotFound, RuleMissing, FactorMissing, SystemTooLargeToExport),
    },
)
@weighed(weigh_system)
async def export(id: UUID, caller: CurrentCaller, tx: Transaction) -> Response:
    """The system for openLCA: flows, processes, factors, units and an impact method with which
    openLCA computes the same footprint. `X-Losses` lists what openLCA has no place for, as JSON.
    """
    found = await usecases.export(tx, caller.org, id)
    losses = [{"where": loss.where, "en": loss.what.en} for loss in found.losses]
    headers = {
        "Content-Disposition": attachment(f"system-{id}.zip"),
        "X-Losses": json.dumps(losses[:20], ensure_ascii=True),
    }
    return Response(found.content, 200, headers, "application/zip")


def _too_large(limit: int) -> OpenLcaArchiveUnreadable:
    return OpenLcaArchiveUnreadable(reason=f"more than {limit} bytes")


async def archive(request: fastapi.Request) -> bytes:
    """The body, which is no longer than an archive may be."""
    return await request.body()


@router.post(
    "/products/{id}/systems/openlca",
    status_code=201,
    responses=problems(
        ProductNotFound,
        RuleMissing,
        OpenLcaArchiveUnreadable,
        ForeignModelRefused,
        FactorMissing,
        WorkTooHeavy,
        WorkBroke,
        WorkersBusy,
    ),
    openapi_extra={"requestBody": {"required": True, "content": _TAKEN}},
)
@takes(Limits(MAX_BYTES, too_large=_too_large))
async def take(
    id: UUID,
    caller: CurrentCaller,
    content: Annotated[bytes, Depends(archive)],
    tx: Transaction,
    pool: Work,
) -> ArchiveImportView:
    """Record a system from an openLCA JSON-LD archive. One that came from here comes back the
    same; `losses` names whatever of another could not be carried.
    """
    taken = await usecases.take(tx, pool, caller.org, id, content)
    await authorship.note(tx, caller, taken.system.id)
    return ArchiveImportView.with_losses(taken.system, taken.losses)
