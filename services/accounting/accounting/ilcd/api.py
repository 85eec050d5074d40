"""Sealed footprints as ILCD archives with the EPD extensions, and process data sets in."""

from uuid import UUID

from fastapi import Response

from accounting.calculations.domain.record import CalculationNotFound, CalculationNotSealed
from accounting.calculations.usecases.weights import weigh_reading
from accounting.foreign.domain.views import ArchiveImportView
from accounting.foreign.usecases import imports
from accounting.ilcd import usecases
from accounting.ilcd.formats.datasets import MAX_BYTES, IlcdUnreadable
from accounting.values.api import WholeBody
from chassis.auth import CurrentCaller
from chassis.bodies import Limits, takes
from chassis.database import Transaction
from chassis.downloads import attachment
from chassis.elsewhere import weighed
from chassis.problems import problems
from chassis.routing import Router
from chassis.work import Work

router = Router(prefix="/v1/calculations", tags=["reports"])
models = Router(prefix="/v1/products", tags=["product systems"])
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_ZIP = {"application/zip": _BINARY}
_TAKEN = {**_ZIP, "application/xml": _BINARY, "application/octet-stream": _BINARY}


@router.get(
    "/{id}/ilcd",
    response_class=Response,
    responses={200: {"content": _ZIP}, **problems(CalculationNotFound, CalculationNotSealed)},
)
@weighed(weigh_reading)
async def export_calculation_to_ilcd(id: UUID, caller: CurrentCaller, tx: Transaction) -> Response:
    """The sealed footprint for EPD databases: ILCD 1.1 with the EPD extensions 1.1 and 1.2.

    Warming by module in EN 15804's parts and the published footprint, in Chinese and English; no
    inventory, because an EPD is made to be passed on. The same seal gives the same bytes.
    """
    content = await usecases.export(tx, caller.org, id)
    headers = {"Content-Disposition": attachment(f"footprint-{id}-ilcd.zip")}
    return Response(content, 200, headers, "application/zip")


def _too_large(limit: int) -> IlcdUnreadable:
    return IlcdUnreadable(reason=f"more than {limit} bytes")


@models.post(
    "/{id}/systems/ilcd",
    status_code=201,
    responses=problems(IlcdUnreadable, *imports.REFUSALS),
    openapi_extra={"requestBody": {"required": True, "content": _TAKEN}},
)
@takes(Limits(MAX_BYTES, too_large=_too_large))
async def import_product_system_from_ilcd(
    id: UUID,
    caller: CurrentCaller,
    content: WholeBody,
    tx: Transaction,
    pool: Work,
) -> ArchiveImportView:
    """Record a system from ILCD process data sets: a zip with their flows, flow properties and
    unit groups, or one XML. The product is made by the process that supplies no other.
    """
    return (await usecases.take(tx, pool, caller, id, content)).view
