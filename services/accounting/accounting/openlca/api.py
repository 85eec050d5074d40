"""Product systems as openLCA JSON-LD archives."""

import json
from uuid import UUID

from fastapi import Response

from accounting.factors.domain.factors import FactorMissing
from accounting.foreign.domain.views import ArchiveImportView
from accounting.foreign.usecases import imports
from accounting.inventory.domain.records import SystemNotFound
from accounting.inventory.usecases.weights import weigh_system
from accounting.openlca import usecases
from accounting.openlca.formats.archive import MAX_BYTES, OpenLcaArchiveUnreadable
from accounting.openlca.formats.exporting import SystemTooLargeToExport
from accounting.products.domain.rules import RuleMissing
from accounting.values.api import WholeBody
from chassis.auth import CurrentCaller
from chassis.bodies import Limits, takes
from chassis.database import Transaction
from chassis.downloads import attachment
from chassis.elsewhere import weighed
from chassis.problems import problems
from chassis.routing import Router
from chassis.work import Work

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
async def export_product_system_to_openlca(
    id: UUID, caller: CurrentCaller, tx: Transaction
) -> Response:
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


@router.post(
    "/products/{id}/systems/openlca",
    status_code=201,
    responses=problems(OpenLcaArchiveUnreadable, *imports.REFUSALS),
    openapi_extra={"requestBody": {"required": True, "content": _TAKEN}},
)
@takes(Limits(MAX_BYTES, too_large=_too_large))
async def import_product_system_from_openlca(
    id: UUID,
    caller: CurrentCaller,
    content: WholeBody,
    tx: Transaction,
    pool: Work,
) -> ArchiveImportView:
    """Record a system from an openLCA JSON-LD archive. One that came from here comes back the
    same; `losses` names whatever of another could not be carried.
    """
    return (await usecases.take(tx, pool, caller, id, content)).view
