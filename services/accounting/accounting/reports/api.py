"""The accounting report of a calculation: as data, on paper, as a spreadsheet."""

from typing import Annotated
from uuid import UUID

import fastapi
from fastapi import Header, Query, Response
from pydantic import StringConstraints, TypeAdapter

from accounting.calculations.domain.record import CalculationNotFound, CalculationNotSealed
from accounting.calculations.usecases.weights import weigh_reading
from accounting.reports import usecases
from accounting.reports.domain.model import Report
from accounting.reports.formats.files import ReportFormat, ReportTooLarge, chosen
from accounting.values.domain.text import Language
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.downloads import attachment
from chassis.elsewhere import Way, weighed
from chassis.problems import problems
from chassis.routing import Router
from chassis.work import WorkersBusy

router = Router(prefix="/v1/calculations", tags=["reports"])
_REPORT = TypeAdapter(Report)
_BINARY = {"schema": {"type": "string", "format": "binary"}}


async def _weigh(request: fastapi.Request) -> Way:
    """A file takes a second or more, however small the calculation."""
    asked = request.query_params.get("format")
    form = asked or chosen(None, request.headers.get("accept", ""))
    return await weigh_reading(request) if form == ReportFormat.JSON else Way.BESIDE


@router.get(
    "/{id}/report",
    response_model=Report,
    responses={
        200: {
            "content": {f.media_type: _BINARY for f in ReportFormat if f is not ReportFormat.JSON}
        },
        **problems(CalculationNotFound, CalculationNotSealed, ReportTooLarge, WorkersBusy),
    },
)
@weighed(_weigh)
async def get_report(
    id: UUID,
    caller: CurrentCaller,
    tx: Transaction,
    format: Annotated[
        ReportFormat | None, Query(description="Instead of the header `Accept`.")
    ] = None,
    language: Annotated[Language, Query(description="Of PDF, DOCX and XLSX.")] = Language.ZH,
    accept: Annotated[str, StringConstraints(max_length=1000, pattern=r"^[ -~]*$"), Header()] = "",
) -> Response:
    """The accounting report after GB/T 24067: JSON, PDF, DOCX, or the inventory as XLSX. Quality,
    uncertainty and position rest on the packs that stood when it was sealed, and name them.

    A PDF of the same seal has the same bytes whenever it is made, and carries the sealed file.
    """
    found = await usecases.readable(tx, caller.org, id)
    form = chosen(format, accept)
    if form is ReportFormat.JSON:
        content = _REPORT.dump_json(usecases.report(found))
    else:
        content = usecases.file(found, form, language)
    name = attachment(f"footprint-report-{id}.{form}")
    headers = {"Content-Disposition": name, "Vary": "Accept"}
    return Response(content, 200, headers, form.media_type)
