"""Who may read a published footprint: grants, their ends, and grants given again."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Row,
    ScalarSelect,
    Select,
    exists,
    func,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.publications.domain.record import Grant, GrantEnd
from accounting.publications.store.tables import footprint_grant, published_footprint
from accounting.publications.store.tables import footprint_grant_change as change
from chassis import clock

ROOT = func.coalesce(published_footprint.c.edition_of, published_footprint.c.id)
"""The edition that a published footprint's grants stand with."""


@dataclass(frozen=True)
class GrantChange:
    """What becomes of a recipient's access."""

    granted: bool
    by: str
    reason: str | None = None


async def grant(
    tx: AsyncConnection, footprint: UUID, recipients: Iterable[str], *, by: str
) -> None:
    """Let organisations read all editions of a footprint; who can already, goes on as before."""
    root = _root(footprint)
    standing = {each.recipient: each for each in await grants(tx, footprint)}
    at = clock.now()
    for recipient in recipients:
        known = standing.get(recipient)
        if known is None:
            row = {"footprint": root, "recipient": recipient, "granted_at": at}
            await tx.execute(insert(footprint_grant).values(row))
        elif known.end is not None:
            await alter(tx, footprint, recipient, GrantChange(granted=True, by=by))


async def alter(tx: AsyncConnection, footprint: UUID, recipient: str, to: GrantChange) -> None:
    """Note a change; the grant itself and every reading stay in the records."""
    row = {
        "footprint": _root(footprint),
        "recipient": recipient,
        "granted": to.granted,
        "changed_at": clock.now(),
        "changed_by": to.by,
        "reason": to.reason,
    }
    await tx.execute(insert(change).values(row))


async def grants(tx: AsyncConnection, footprint: UUID) -> list[Grant]:
    """Everybody who was ever let in, with the end where access has ended."""
    rows = await tx.execute(_standing(published_footprint.c.id == footprint))
    return [_grant(row) for row in rows]


async def of_recipient(
    tx: AsyncConnection, footprints: Collection[UUID], recipient: str
) -> dict[UUID, Grant]:
    """How one organisation's access to some footprints stands; where it never had any, nothing."""
    if not footprints:
        return {}
    these = published_footprint.c.id.in_(list(footprints))
    rows = await tx.execute(_standing(these & (footprint_grant.c.recipient == recipient)))
    return {row.edition: _grant(row) for row in rows}


async def recipients(tx: AsyncConnection, footprint: UUID) -> list[str]:
    """Who may read it now."""
    return [each.recipient for each in await grants(tx, footprint) if each.end is None]


def granted(reader: str) -> ColumnElement[bool]:
    """Whether a reader was let in to a published footprint, and still is."""
    return exists().where(
        footprint_grant.c.footprint == ROOT,
        footprint_grant.c.recipient == reader,
        func.coalesce(_last(reader), true()),
    )


def _standing(condition: ColumnElement[bool]) -> Select[tuple[object, ...]]:
    """Grants with the newest change of each, once for every edition."""
    same = (change.c.footprint == footprint_grant.c.footprint) & (
        change.c.recipient == footprint_grant.c.recipient
    )
    last = select(change).where(same).order_by(change.c.position.desc()).limit(1).lateral()
    return (
        select(footprint_grant, published_footprint.c.id.label("edition"), *_end(last))
        .join(published_footprint, footprint_grant.c.footprint == ROOT)
        .outerjoin(last, true())
        .where(condition)
        .order_by(footprint_grant.c.footprint, footprint_grant.c.recipient)
    )


def _end(last: FromClause) -> tuple[ColumnElement[Any], ...]:
    return last.c.granted, last.c.changed_at, last.c.changed_by, last.c.reason


def _root(footprint: UUID) -> ScalarSelect[Any]:
    return select(ROOT).where(published_footprint.c.id == footprint).scalar_subquery()


def _grant(row: Row[tuple[object, ...]]) -> Grant:
    end = GrantEnd(row.changed_at, row.changed_by, row.reason) if row.granted is False else None
    return Grant(row.recipient, row.granted_at, end)


def _last(reader: str) -> ScalarSelect[bool]:
    here = (change.c.footprint == footprint_grant.c.footprint) & (change.c.recipient == reader)
    newest = select(change.c.granted).where(here).order_by(change.c.position.desc()).limit(1)
    return newest.correlate(footprint_grant).scalar_subquery()
