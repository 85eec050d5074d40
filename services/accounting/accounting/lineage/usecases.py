"""Telling where a result comes from, as of any day."""

import json
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.calculations.domain.calculation import read_document
from accounting.calculations.domain.record import CalculationRecord
from accounting.calculations.usecases import calculations
from accounting.evidence.domain import hashes_of
from accounting.inventory.domain.background import Background
from accounting.inventory.domain.findings import Finding
from accounting.inventory.usecases import findings
from accounting.lineage.domain import building
from accounting.lineage.domain.graph import Lineage
from accounting.lineage.domain.history import Stood
from accounting.lineage.domain.search import StoodAsked
from accounting.lineage.domain.trail import Received, Trail
from accounting.lineage.store import history
from accounting.lineage.store import records as store
from accounting.suppliers.domain.footprints import PREFIX
from accounting.suppliers.usecases import footprints as supplier_footprints
from accounting.values.domain.calendar import CHINA, today


async def lineage(
    tx: AsyncConnection, org: str, id: UUID, *, day: date | None, part: str | None
) -> Lineage:
    """Everything behind a result that the caller may see, as it was known at the end of the day.

    The owner sees all of it; a body sees neither findings nor other bodies.
    """
    record = await calculations.read(tx, org, id)
    asked = building.Asked(day or today(), end_of(day or today()), part)
    trail = await _trail(tx, org, record)
    return building.lineage(trail, asked)


async def stood(
    tx: AsyncConnection, org: str, product: UUID, asked: StoodAsked, *, day: date
) -> list[Stood]:
    """The calculations of a product that the caller may read, as they stood on the day."""
    return await history.of_product(tx, product, reads=org, by=end_of(day), asked=asked)


def end_of(day: date) -> datetime:
    """The last moment of a day in China."""
    return datetime.combine(day + timedelta(days=1), time(), CHINA) - timedelta(microseconds=1)


async def _trail(tx: AsyncConnection, org: str, record: CalculationRecord) -> Trail:
    subject, background = read_document(json.loads(record.document))
    owner = record.enterprise
    product, system, activity, calculation = await store.made(tx, record)
    used = sorted(background.factors)
    return Trail(
        record=record,
        product=product,
        system=system,
        activity=activity,
        calculation=calculation,
        evidence=await store.files(tx, hashes_of(subject.activity), of=owner),
        versions=await store.factor_versions(tx, used, of=owner),
        imports=await store.imports(tx, used, of=owner, before=record.at),
        libraries=await store.libraries(tx),
        gwp_sets=await store.gwp_sets(tx, background.gwp.name),
        categories=await store.categories(tx, subject.product.category),
        received=await _received(tx, background, owner),
        admissions=tuple(await store.admissions(tx, record, sees=org)),
        findings=await _findings(tx, org, record),
        later_seals=await store.later_seals(tx, record, sees=org),
    )


async def _received(tx: AsyncConnection, background: Background, owner: str) -> dict[str, Received]:
    ids = [UUID(id.removeprefix(PREFIX)) for id in background.factors if id.startswith(PREFIX)]
    if not ids:
        return {}
    ends = await store.supply_ends(tx, ids, owner=owner)
    found = await supplier_footprints.several(tx, ids, owner=owner)
    return {of.factor_id: Received(of, ends.get(of.id)) for of in found}


async def _findings(
    tx: AsyncConnection, org: str, record: CalculationRecord
) -> tuple[Finding, ...]:
    """Of the owner's activity data; nobody else reads findings."""
    if org != record.enterprise:
        return ()
    return tuple(await findings.of_activity(tx, record.activity))
