"""Findings and their resolutions; both are added once."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Row, Select, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.domain.activity import ActivityData
from accounting.domain.checks import Check, Found
from accounting.domain.documents import ACTIVITY
from accounting.domain.findings import Finding, Resolution
from accounting.store.intake_tables import finding, finding_resolution
from accounting.store.newest import newest
from accounting.store.tables import activity_data

_HISTORY = 120
"""Periods that activity data is compared with: ten years of months."""


async def add(tx: AsyncConnection, findings: Sequence[Finding]) -> None:
    rows = [
        {
            "id": each.id,
            "enterprise": each.enterprise,
            "system": each.system,
            "activity": each.activity,
            "created_at": each.at,
            "code": each.found.check,
            "place": each.found.place,
            "zh": each.found.zh,
            "en": each.found.en,
        }
        for each in findings
    ]
    if rows:
        await tx.execute(insert(finding), rows)


async def find(tx: AsyncConnection, id: UUID, *, of: str) -> Finding | None:
    mine = (finding.c.id == id) & (finding.c.enterprise == of)
    row = (await tx.execute(_findings().where(mine))).one_or_none()
    return None if row is None else _finding(row)


async def page(
    tx: AsyncConnection, *, of: str, open: bool | None, limit: int, cursor: str | None
) -> list[Finding]:
    """An enterprise's findings, newest first; only the open or the resolved ones if asked."""
    statement = _findings().where(finding.c.enterprise == of)
    if open is not None:
        unresolved = finding_resolution.c.finding.is_(None)
        statement = statement.where(unresolved if open else ~unresolved)
    return [_finding(row) for row in await tx.execute(newest(statement, finding, limit, cursor))]


async def of_activity(tx: AsyncConnection, activity: UUID) -> list[Finding]:
    statement = _findings().where(finding.c.activity == activity)
    return [_finding(row) for row in await tx.execute(statement)]


async def resolve(tx: AsyncConnection, id: UUID, resolution: Resolution) -> bool:
    """False when it was resolved before; a race is decided by the primary key."""
    row = {
        "finding": id,
        "reason": resolution.reason,
        "resolved_at": resolution.at,
        "resolved_by": resolution.by,
    }
    added = insert(finding_resolution).values(row).on_conflict_do_nothing()
    return (await tx.execute(added)).rowcount > 0


async def history(tx: AsyncConnection, system: UUID) -> list[ActivityData]:
    """Activity data of a system so far, newest first."""
    documents = (
        select(activity_data.c.document)
        .where(activity_data.c.system == system)
        .order_by(activity_data.c.created_at.desc(), activity_data.c.id)
        .limit(_HISTORY)
    )
    return [ACTIVITY.validate_python(document) for document in await tx.scalars(documents)]


def _findings() -> Select[tuple[object, ...]]:
    resolved = finding_resolution.c.finding == finding.c.id
    columns = (
        finding_resolution.c.reason,
        finding_resolution.c.resolved_at,
        finding_resolution.c.resolved_by,
    )
    return select(finding, *columns).outerjoin(finding_resolution, resolved)


def _finding(row: Row[tuple[object, ...]]) -> Finding:
    resolution = Resolution(row.reason, row.resolved_at, row.resolved_by) if row.reason else None
    return Finding(
        id=row.id,
        enterprise=row.enterprise,
        system=row.system,
        activity=row.activity,
        at=row.created_at,
        found=Found(Check(row.code), row.place, row.zh, row.en),
        resolution=resolution,
    )
