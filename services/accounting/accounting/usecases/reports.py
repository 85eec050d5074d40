"""Handing out the accounting report of a calculation."""

import asyncio
import json
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.domain import sealing
from accounting.domain.record import CalculationNotSealed, CalculationRecord
from accounting.domain.report import files
from accounting.domain.report.blocks import Language
from accounting.domain.report.building import build
from accounting.domain.report.files import Format, ReportsBusy
from accounting.domain.report.model import Report
from accounting.usecases import calculations

_AT_ONCE = 3
_slots = asyncio.Semaphore(_AT_ONCE)


async def readable(tx: AsyncConnection, org: str, id: UUID) -> CalculationRecord:
    """The caller's own calculation, or a sealed one that it was applied to with."""
    record = await calculations.read(tx, org, id)
    if record.seal is None and record.enterprise != org:
        raise CalculationNotSealed(id=id)
    return record


def report_on(record: CalculationRecord) -> Report:
    """Dated by the seal, so that it reads the same whenever it is made."""
    sealed = record.seal
    return build(
        json.loads(record.document),
        seal=sealed.sha256 if sealed else None,
        dated=sealed.sealed_at if sealed else record.at,
    )


async def file(record: CalculationRecord, format: Format, language: Language) -> bytes:
    """The report as a file, made beside the event loop. Raises `ReportsBusy`, not a queue."""
    if _slots.locked():
        raise ReportsBusy
    async with _slots:
        return await asyncio.to_thread(_make, record, format, language)


def _make(record: CalculationRecord, format: Format, language: Language) -> bytes:
    sealed = record.seal
    bundle = sealing.bundle(record.document, sealed.sha256) if sealed else None
    return files.make(report_on(record), format, language, bundle)
