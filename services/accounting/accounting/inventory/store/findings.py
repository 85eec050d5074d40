"""Findings and their resolutions; both are added once."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Row, Select, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.custody.store.secrets import Content
from accounting.inventory.domain.checks import Check, Found
from accounting.inventory.domain.findings import Finding
from accounting.inventory.domain.search import FindingsAsked
from accounting.inventory.store.tables import ACTIVITY as SECRETS
from accounting.inventory.store.tables import (
    FINDINGS,
    RESOLUTIONS,
    activity_data,
    finding,
    finding_resolution,
    product_system,
)
from accounting.model.domain.activity import ACTIVITY, ActivityData
from accounting.values.domain.resolutions import Resolution
from chassis.listing import fitting, newest
from chassis.text import KEPT

HISTORY = 120
"""Periods that activity data is compared with: ten years of months."""


async def add(tx: AsyncConnection, findings: Sequence[Finding], *, of: str) -> None:
    """Add findings about an enterprise's activity data."""
    rows = [
        {
            "id": each.id,
            "enterprise": of,
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
        await tx.execute(insert(finding), await FINDINGS.conceal_all(tx, rows, of))


async def find(tx: AsyncConnection, id: UUID, *, of: str) -> Finding | None:
    mine = (finding.c.id == id) & (finding.c.enterprise == of)
    found = await _found(tx, _findings().where(mine))
    return found[0] if found else None


async def page(tx: AsyncConnection, asked: FindingsAsked, *, of: str) -> list[Finding]:
    """An enterprise's findings, newest first."""
    named = fitting((finding.c.system, asked.system_id), (finding.c.code, asked.check))
    statement = _findings().where(finding.c.enterprise == of, *named)
    if asked.open is not None:
        unresolved = finding_resolution.c.finding.is_(None)
        statement = statement.where(unresolved if asked.open else ~unresolved)
    if asked.product_id is not None:
        of_product = product_system.c.product == asked.product_id
        systems = select(product_system.c.id).where(of_product)
        statement = statement.where(finding.c.system.in_(systems))
    shown = newest(statement, finding, asked, finding_resolution.c.resolved_at)
    return await _found(tx, shown)


async def of_activity(tx: AsyncConnection, activity: UUID) -> list[Finding]:
    statement = _findings().where(finding.c.activity == activity)
    return await _found(tx, statement)


async def resolve(tx: AsyncConnection, id: UUID, resolution: Resolution) -> bool:
    """False when it was resolved before; a race is decided by the primary key."""
    row = {
        "finding": id,
        "reason": resolution.reason,
        "resolved_at": resolution.at,
        "resolved_by": resolution.by,
    }
    owner = await tx.scalar(select(finding.c.enterprise).where(finding.c.id == id))
    secret = await RESOLUTIONS.conceal(tx, row, str(owner))
    added = insert(finding_resolution).values(secret).on_conflict_do_nothing()
    return (await tx.execute(added)).rowcount > 0


async def history(tx: AsyncConnection, system: UUID) -> list[ActivityData]:
    """Activity data of a system so far, newest first."""
    statement = (
        select(activity_data)
        .where(activity_data.c.system == system)
        .order_by(activity_data.c.created_at.desc(), activity_data.c.id)
        .limit(HISTORY)
    )
    contents = await SECRETS.reveal(tx, (await tx.execute(statement)).all())
    return [ACTIVITY.validate_python(content["document"], context=KEPT) for content in contents]


def _findings() -> Select[tuple[object, ...]]:
    resolved = finding_resolution.c.finding == finding.c.id
    columns = (
        finding_resolution.c.finding.label("resolved"),
        finding_resolution.c.resolved_at,
        finding_resolution.c.resolved_by,
    )
    return select(finding, *columns).outerjoin(finding_resolution, resolved)


async def _found(tx: AsyncConnection, statement: Select[tuple[object, ...]]) -> list[Finding]:
    rows = (await tx.execute(statement)).all()
    contents = await FINDINGS.reveal(tx, rows)
    reasons = await _reasons(tx, [row.id for row in rows if row.resolved is not None])
    return [
        _finding(row, content, reasons.get(row.id))
        for row, content in zip(rows, contents, strict=True)
    ]


async def _reasons(tx: AsyncConnection, ids: Sequence[UUID]) -> dict[UUID, str]:
    """Why findings were resolved."""
    if not ids:
        return {}
    here = finding_resolution.join(finding)
    resolved = select(finding_resolution, finding.c.enterprise).select_from(here)
    rows = (await tx.execute(resolved.where(finding_resolution.c.finding.in_(ids)))).all()
    contents = await RESOLUTIONS.reveal(tx, rows)
    return {
        row.finding: str(content["reason"]) for row, content in zip(rows, contents, strict=True)
    }


def _finding(row: Row[tuple[object, ...]], content: Content, reason: str | None) -> Finding:
    resolution = Resolution(reason, row.resolved_at, row.resolved_by) if reason else None
    place, zh, en = (str(content[name]) for name in ("place", "zh", "en"))
    return Finding(
        id=row.id,
        enterprise=row.enterprise,
        system=row.system,
        activity=row.activity,
        at=row.created_at,
        found=Found(Check(row.code), place, zh, en),
        resolution=resolution,
    )
