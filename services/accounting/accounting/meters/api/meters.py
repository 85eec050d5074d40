"""Meters: describe them, send what they show, read what they counted."""

from datetime import date
from typing import Annotated, Self

import fastapi
from fastapi import Body, Query, Response
from pydantic import AwareDatetime

from accounting.meters.domain.metering import Doubt, Metered, MeterWentBackwards, ReadingsMissing
from accounting.meters.domain.meters import (
    KnownMeter,
    Meter,
    MeterImpossible,
    MeterInUse,
    MeterNotFound,
)
from accounting.meters.domain.reading_faults import FaultyLinesTooMany, LineFault
from accounting.meters.domain.reading_stream import LineTooLong
from accounting.meters.domain.search import MetersAsked
from accounting.meters.store import meters as store
from accounting.meters.usecases import meters as usecases
from accounting.meters.usecases.meters import Receipt
from accounting.model.domain.activity import PeriodImpossible, PeriodInFuture
from accounting.products.domain.enterprise import EnterpriseNotFound
from accounting.values.api import Word
from accounting.values.domain.forms import View
from accounting.values.domain.numbers import Computed, Exact
from accounting.values.domain.text import Text
from accounting.values.domain.units import UnitsIncompatible, UnitUnknown
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.pages import Cursor, CursorInvalid, Limit, Page, page, part
from chassis.problems import problems
from chassis.routing import Router
from chassis.work import Work, WorkBroke, WorkersBusy, WorkTooHeavy
from chassis.written import Day

router = Router(prefix="/v1/meters", tags=["meters"])
_METER = {
    "name": {"zh": "一号车间总电表", "en": "Main meter of workshop 1"},
    "kind": "electricity",
    "unit": "kWh",
    "multiplier": "40",
    "digits": 6,
    "interval_minutes": 15,
    "calibrations": [
        {
            "valid_from": "2025-01-01T00:00:00+08:00",
            "valid_until": "2028-01-01T00:00:00+08:00",
            "laboratory": "示例计量检定所",
        }
    ],
    "feeds": [],
}
_LINES = (
    '{"meter": "main-1", "at": "2026-01-01T00:00:00+08:00", "value": "1200.5"}\n'
    '{"meter": "main-1", "at": "2026-01-01T00:15:00+08:00", "value": "0", "mark": "reset"}\n'
)


class MeterView(View):
    id: str
    version: int
    """Counts the descriptions; earlier ones are kept."""
    described_at: AwareDatetime
    """When it was described last."""
    meter: Meter
    """The meter as it was described."""

    @classmethod
    def of(cls, known: KnownMeter) -> Self:
        return cls(id=known.id, version=known.version, described_at=known.at, meter=known.meter)


class LineRefused(View):
    """A line that was not taken, as it was sent."""

    line: int
    raw: str
    code: str
    reason: Text

    @classmethod
    def of(cls, fault: LineFault) -> Self:
        return cls(
            line=fault.line, raw=fault.shown, code=fault.fault.code, reason=fault.fault.value
        )


class ReceiptView(View):
    """What became of a batch: taken + known + refused is the number of its lines."""

    taken: int
    """How many readings were taken in."""
    known: int
    """Already recorded, with the same value."""
    refused: int
    lines_refused: list[LineRefused]
    """At most the first thousand."""

    @classmethod
    def of(cls, receipt: Receipt) -> Self:
        return cls(
            taken=receipt.taken,
            known=receipt.known,
            refused=receipt.refused,
            lines_refused=[LineRefused.of(fault) for fault in receipt.faults],
        )


class ReadingView(View):
    at: AwareDatetime
    value: Exact
    """What the meter showed."""


class DoubtView(View):
    doubt: Doubt
    """Which doubt it is."""
    times: int
    """How often it occurs."""
    first: AwareDatetime


class ConsumptionView(View):
    """What a meter counted from the beginning of a day to the beginning of another, in China."""

    period_start: date
    period_end: date
    amount: Computed
    unit: str
    readings: int
    """How many readings there are."""
    first: ReadingView
    """The first reading that counts."""
    last: ReadingView
    """The last reading that counts."""
    doubts: list[DoubtView]
    """What speaks against the figures."""

    @classmethod
    def of(cls, start: date, end: date, found: Metered) -> Self:
        return cls(
            period_start=start,
            period_end=end,
            amount=found.amount,
            unit=found.unit,
            readings=found.readings,
            first=ReadingView(at=found.first.at, value=found.first.value),
            last=ReadingView(at=found.last.at, value=found.last.value),
            doubts=[
                DoubtView(doubt=noted.doubt, times=noted.times, first=noted.first)
                for noted in found.doubts
            ],
        )


@router.put(
    "/{id}",
    responses=problems(
        EnterpriseNotFound, MeterImpossible, MeterInUse, UnitUnknown, UnitsIncompatible
    ),
)
async def put_meter(
    id: Word,
    request: Annotated[Meter, Body(examples=[_METER])],
    response: Response,
    caller: CurrentCaller,
    tx: Transaction,
) -> MeterView:
    """Describe a meter of the caller's, or describe it anew."""
    known, new = await usecases.describe(tx, caller.org, id, request)
    response.status_code = 201 if new else 200
    return MeterView.of(known)


@router.get("", responses=problems(CursorInvalid))
async def list_meters(
    caller: CurrentCaller, tx: Transaction, asked: Annotated[MetersAsked, Query()]
) -> Page[MeterView]:
    """The caller's meters, by identifier."""
    rows = await store.page(tx, asked, of=caller.org)
    return page(rows, asked.limit, MeterView.of, lambda row: (row.id,))


@router.post(
    "/readings",
    responses=problems(LineTooLong, FaultyLinesTooMany, WorkTooHeavy, WorkBroke, WorkersBusy),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/x-ndjson": {"schema": {"type": "string"}, "example": _LINES},
                "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
            },
        }
    },
)
async def report_meter_readings(
    request: fastapi.Request, caller: CurrentCaller, tx: Transaction, pool: Work
) -> ReceiptView:
    """Take in readings, one JSON object a line. Good lines are kept, every other one is named with
    its reason; sending a batch again changes nothing."""
    receipt = await usecases.take_readings(tx, pool, caller.org, request.stream())
    return ReceiptView.of(receipt)


@router.get("/{id}", responses=problems(MeterNotFound))
async def get_meter(id: Word, caller: CurrentCaller, tx: Transaction) -> MeterView:
    """One meter of the caller's, as described last."""
    return MeterView.of(await usecases.read(tx, caller.org, id))


@router.get(
    "/{id}/consumption",
    responses=problems(
        MeterNotFound,
        PeriodImpossible,
        PeriodInFuture,
        ReadingsMissing,
        MeterWentBackwards,
        CursorInvalid,
    ),
)
async def get_meter_consumption(
    id: Word,
    period_start: Day,
    period_end: Day,
    caller: CurrentCaller,
    tx: Transaction,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[ConsumptionView]:
    """What the meter counted in each month of a period, with every doubt about it."""
    found = await usecases.consumption(tx, caller.org, id, period_start, period_end)
    return part(found, limit, cursor, lambda month: ConsumptionView.of(*month))
