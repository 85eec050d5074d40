"""Activity data as a table: download a template, check a file, report it."""

from collections.abc import Callable
from typing import Annotated, TypeVar
from uuid import UUID

import fastapi
from fastapi import Query, Response

from accounting.custody.usecases import authorship
from accounting.evidence.usecases import files as evidence
from accounting.inventory.domain.activity_tables import (
    COLUMNS,
    RowsRefused,
    TableEmpty,
    TableFormat,
    TableUnreadable,
    checked,
    reported,
    template,
    written,
)
from accounting.inventory.domain.records import SystemNotFound
from accounting.inventory.domain.views import ActivityView
from accounting.inventory.usecases import activity as usecases
from accounting.inventory.usecases import contexts
from accounting.inventory.usecases import systems as products
from accounting.inventory.usecases.weights import weigh_system
from accounting.model.domain import activity as activity_rules
from accounting.sheets.api import in_utf_8
from accounting.sheets.domain.refusals import (
    FactorFileTooLarge,
    FactorFileTooLong,
    FactorFileUnreadable,
)
from accounting.sheets.domain.tables import MAX_BYTES
from chassis.auth import Caller, CurrentCaller
from chassis.bodies import Limits, takes
from chassis.database import Transaction
from chassis.downloads import attachment
from chassis.elsewhere import weighed
from chassis.problems import problems
from chassis.routing import Router
from chassis.work import Pool, Work, WorkBroke, WorkersBusy, WorkTooHeavy
from chassis.written import Day

router = Router(prefix="/v1/systems/{id}", tags=["activity tables"])
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_FILES = {each.media_type.partition(";")[0]: _BINARY for each in TableFormat}
_TAKEN = {**_FILES, "application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
_BODY = {"requestBody": {"required": True, "content": _TAKEN}}
_UNREADABLE = (
    FactorFileTooLarge,
    FactorFileTooLong,
    FactorFileUnreadable,
    TableUnreadable,
    TableEmpty,
    WorkTooHeavy,
    WorkBroke,
    WorkersBusy,
)
_CPU_S, _MEMORY_BYTES = 20, 1 << 30
_FILE = Limits(MAX_BYTES, too_large=lambda limit: FactorFileTooLarge(limit=limit))
T = TypeVar("T")
Format = Annotated[TableFormat, Query(description="Kind of file.")]


@router.get(
    "/activity-template",
    response_class=Response,
    responses={200: {"content": _FILES}, **problems(SystemNotFound)},
)
@weighed(weigh_system)
async def get_activity_template(
    id: UUID, caller: CurrentCaller, tx: Transaction, format: Format = TableFormat.XLSX
) -> Response:
    """A table with a row for every output and exchange of the system, amounts left blank."""
    system = await products.read_system(tx, caller.org, id)
    return _file(format, written(format, COLUMNS, list(template(system.content))), id)


@router.post(
    "/activity-data/file-check",
    response_class=Response,
    responses={200: {"content": _FILES}, **problems(SystemNotFound, *_UNREADABLE)},
    openapi_extra=_BODY,
)
@takes(_FILE)
async def check_activity_file(
    id: UUID, request: fastapi.Request, caller: CurrentCaller, tx: Transaction, pool: Work
) -> Response:
    """The same file back, with the reason beside each row that cannot be taken; nothing is kept."""
    system = await products.read_system(tx, caller.org, id)
    body = await _table(request)
    format, content = await _beside(pool, caller, checked, body, system.content)
    return _file(format, content, id)


@router.post(
    "/activity-data/from-file",
    status_code=201,
    responses=problems(
        SystemNotFound,
        *_UNREADABLE,
        RowsRefused,
        activity_rules.PeriodImpossible,
        activity_rules.PeriodInFuture,
        activity_rules.CoProductUnmeasured,
    ),
    openapi_extra=_BODY,
)
@takes(_FILE)
async def report_activity_data_from_file(
    id: UUID,
    period_start: Day,
    period_end: Day,
    request: fastapi.Request,
    caller: CurrentCaller,
    tx: Transaction,
    pool: Work,
) -> ActivityView:
    """Report a filled-in template: CSV, XLSX or Parquet, told by its bytes. All rows or none."""
    context = await contexts.open(tx, caller.org, id)
    given = (await _table(request), context.system.content, period_start, period_end)
    data = await _beside(pool, caller, reported, *given)
    recorded = await usecases.report(tx, context, data)
    await authorship.note(tx, caller, recorded.id)
    return ActivityView.of(recorded, await evidence.present(tx, caller.org, data))


async def _table(request: fastapi.Request) -> bytes:
    return in_utf_8(await request.body(), request.headers.get("content-type"))


async def _beside(pool: Pool, caller: Caller, read: Callable[..., T], *given: object) -> T:
    """What a reader of somebody's file returns, in a process of its own."""
    return await pool.run(read, *given, org=caller.org, cpu_s=_CPU_S, memory_bytes=_MEMORY_BYTES)


def _file(format: TableFormat, content: bytes, id: UUID) -> Response:
    name = attachment(f"activity-{id}.{format.value}")
    return Response(content, 200, {"Content-Disposition": name}, format.media_type)
