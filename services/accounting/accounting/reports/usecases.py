"""Handing out the accounting report of a calculation."""

import json
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.calculations.domain import sealing
from accounting.calculations.domain.record import CalculationNotSealed, CalculationRecord
from accounting.calculations.usecases import calculations
from accounting.reports import store as report_packs
from accounting.reports.domain.assessment import Parameters
from accounting.reports.domain.building import build
from accounting.reports.domain.model import Report
from accounting.reports.formats import files
from accounting.reports.formats.files import ReportFormat
from accounting.values.domain.text import Language, rewritten
from chassis import clock
from chassis.text import shown


@dataclass(frozen=True)
class Reportable:
    """A calculation that the caller may have a report on, and the packs to assess it by."""

    record: CalculationRecord
    by: Parameters | None


async def readable(tx: AsyncConnection, org: str, id: UUID) -> Reportable:
    """The caller's own calculation, or a sealed one that it was applied to with."""
    record = await calculations.read(tx, org, id)
    if record.seal is None and record.enterprise != org:
        raise CalculationNotSealed(id=id)
    document = json.loads(record.document)
    by = await report_packs.standing(
        tx,
        record.seal.sealed_at if record.seal else clock.now(),
        category=document["product"]["category"],
        library=document["library"]["reference"],
    )
    return Reportable(record, by)


def file(of: Reportable, format: ReportFormat, language: Language) -> bytes:
    """The report as a file. Takes a second or more, in a process where nobody waits for it."""
    sealed = of.record.seal
    bundle = sealing.bundle(of.record.document, sealed.sha256) if sealed else None
    # What was sealed under an older rule may have what no file can hold: its code point can be.
    document = rewritten(json.loads(of.record.document), shown)
    return files.make(_built(of, document), format, language, bundle)


def report(of: Reportable) -> Report:
    """Dated by the seal, so that it reads the same whenever it is made."""
    return _built(of, json.loads(of.record.document))


def _built(of: Reportable, document: dict[str, object]) -> Report:
    sealed = of.record.seal
    return build(
        document,
        seal=sealed.sha256 if sealed else None,
        dated=sealed.sealed_at if sealed else of.record.at,
        by=of.by,
    )
