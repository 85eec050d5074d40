"""Kept bundles, and those that are still to be fetched."""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, cast, delete, func, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from certification.bundles.domain import Hidden, Kept, KeptBundle, Wanted
from certification.bundles.store.tables import kept_bundle
from certification.footprints.usecases import footprint
from certification.values.store.tables import MOMENT
from chassis import aside
from chassis.asking import AskedByTime
from chassis.listing import happened
from chassis.pages import decode
from chassis.written import moment

JOB = "keep bundles"
_SEAL = footprint.c.event["seal"].astext.label("seal")
_SEALED_AT = cast(footprint.c.event["sealed_at"].astext, MOMENT).label("sealed_at")
_HIDDEN = (kept_bundle.c.key_id, kept_bundle.c.content)
_FILLED = kept_bundle.c.content.is_not(None)


async def want(tx: AsyncConnection, calculation_id: UUID, *, file_ends_at: datetime) -> None:
    """Have a bundle fetched, unless it is there, and kept for a file that ends then or later."""
    row = insert(kept_bundle).values(calculation_id=calculation_id, file_ends_at=file_ends_at)
    later = func.greatest(kept_bundle.c.file_ends_at, row.excluded.file_ends_at)
    extended = row.on_conflict_do_update(
        index_elements=["calculation_id"], set_={"file_ends_at": later}
    )
    await tx.execute(extended)


async def next_wanted(tx: AsyncConnection) -> Wanted | None:
    """One whose bundle is still to be fetched."""
    free = aside.free(JOB, kept_bundle.c.calculation_id)
    wanted = _of(kept_bundle.c.calculation_id, _SEAL).where(~_FILLED, free).limit(1)
    row = (await tx.execute(wanted)).one_or_none()
    return Wanted(row.calculation_id, row.seal) if row else None


async def next_under_other_key(tx: AsyncConnection, key_id: str) -> KeptBundle | None:
    """One that lies under another key than this."""
    free = aside.free(JOB, kept_bundle.c.calculation_id)
    return await _bundle(tx, _FILLED & (kept_bundle.c.key_id != key_id) & free)


async def keep(tx: AsyncConnection, calculation_id: UUID, hidden: Hidden, at: datetime) -> None:
    """Keep what was fetched, or what lies under another key now."""
    this = kept_bundle.c.calculation_id == calculation_id
    first = func.coalesce(kept_bundle.c.kept_at, at)
    await tx.execute(update(kept_bundle).where(this).values(**asdict(hidden), kept_at=first))


async def find(tx: AsyncConnection, calculation_id: UUID) -> KeptBundle | None:
    return await _bundle(tx, _FILLED & (kept_bundle.c.calculation_id == calculation_id))


async def page(tx: AsyncConnection, asked: AskedByTime) -> list[Kept]:
    """What is kept, the newest first."""
    at = kept_bundle.c.kept_at
    columns = (kept_bundle.c.calculation_id, _SEAL, _SEALED_AT, at)
    rows = _of(*columns).where(_FILLED, *happened(at, asked))
    if (before := decode(asked.cursor, moment, UUID)) is not None:
        rows = rows.where(tuple_(at, kept_bundle.c.calculation_id) < before)
    newest = rows.order_by(at.desc(), kept_bundle.c.calculation_id.desc())
    found = (await tx.execute(newest.limit(asked.limit + 1))).mappings()
    return [Kept(**row) for row in found]


async def remove_ended(tx: AsyncConnection, *, before: datetime) -> int:
    """Delete what belongs to files that all ended before a moment; how many there were."""
    ended = delete(kept_bundle).where(kept_bundle.c.file_ends_at < before)
    return (await tx.execute(ended)).rowcount


async def _bundle(tx: AsyncConnection, which: ColumnElement[bool]) -> KeptBundle | None:
    wanted = _of(kept_bundle.c.calculation_id, _SEAL, *_HIDDEN).where(which).limit(1)
    row = (await tx.execute(wanted)).one_or_none()
    if row is None:
        return None
    return KeptBundle(Wanted(row.calculation_id, row.seal), Hidden(row.key_id, row.content))


def _of(*columns: ColumnElement[Any]) -> Select[Any]:
    same = footprint.c.calculation_id == kept_bundle.c.calculation_id
    return select(*columns).join_from(kept_bundle, footprint, same)
