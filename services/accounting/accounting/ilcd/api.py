"""Sealed footprints as ILCD archives with the EPD extensions."""

from uuid import UUID

from fastapi import Response

from accounting.calculations.domain.record import CalculationNotFound, CalculationNotSealed
from accounting.calculations.usecases.weights import weigh_reading
from accounting.ilcd import usecases
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.downloads import attachment
from chassis.elsewhere import weighed
from chassis.problems import problems
from chassis.routing import Router

router = Router(prefix="/v1/calculations", tags=["reports"])
_ZIP = {"application/zip": {"schema": {"type": "string", "format": "binary"}}}


@router.get(
    "/{id}/ilcd",
    response_class=Response,
    responses={200: {"content": _ZIP}, **problems(CalculationNotFound, CalculationNotSealed)},
)
@weighed(weigh_reading)
async def export(id: UUID, caller: CurrentCaller, tx: Transaction) -> Response:
    """The sealed footprint for EPD databases: ILCD 1.1 with the EPD extensions 1.1 and 1.2.

    Warming by module in EN 15804's parts and the published footprint, in Chinese and English; no
    inventory, because an EPD is made to be passed on. The same seal gives the same bytes.
    """
    content = await usecases.export(tx, caller.org, id)
    headers = {"Content-Disposition": attachment(f"footprint-{id}-ilcd.zip")}
    return Response(content, 200, headers, "application/zip")
