"""Organisations in the database."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, exists, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock
from gateway.clients.domain.clients import Listed, Organisation
from gateway.clients.domain.refusals import OrganisationNotFound
from gateway.clients.store.tables import client, organisation

ACTIVE = exists().where(
    client.c.org == organisation.c.id,
    client.c.revoked_at.is_(None),
    client.c.suspended_at.is_(None),
)
_LISTED = select(organisation, ACTIVE.label("is_active"))


async def get_organisation(tx: AsyncConnection, id: str) -> Organisation:
    if found := await find_organisation(tx, id):
        return found
    raise OrganisationNotFound(id=id)


async def find_organisation(tx: AsyncConnection, id: str) -> Organisation | None:
    row = (await tx.execute(select(organisation).where(organisation.c.id == id))).one_or_none()
    return organisation_of(row) if row else None


async def put_organisation(tx: AsyncConnection, value: Organisation) -> None:
    """Insert or replace; doing it twice changes nothing."""
    fields = vars(value)
    row = insert(organisation).values(**fields, updated_at=clock.now())
    differs = [organisation.c[name].is_distinct_from(row.excluded[name]) for name in fields]
    await tx.execute(
        row.on_conflict_do_update(
            index_elements=["id"],
            set_={**fields, "updated_at": row.excluded.updated_at},
            where=or_(*differs),
        )
    )


@dataclass(frozen=True)
class OrganisationCriteria:
    """Which organisations are listed; None is any."""

    role: str | None = None
    division: str | None = None
    """A place of GB/T 2260 with all within it."""
    is_active: bool | None = None
    words: str | None = None
    updated_since: datetime | None = None


async def list_organisations(
    tx: AsyncConnection, wanted: OrganisationCriteria, *, after: str, limit: int
) -> list[Listed]:
    """Organisations in the order of their ids, beginning behind `after`."""
    found = _LISTED.where(organisation.c.id > after)
    if wanted.role is not None:
        found = found.where(organisation.c.role == wanted.role)
    if wanted.division is not None:
        place = re.sub("(00){1,2}$", "", wanted.division)
        found = found.where(organisation.c.division.startswith(place, autoescape=True))
    if wanted.is_active is not None:
        found = found.where(ACTIVE if wanted.is_active else ~ACTIVE)
    if wanted.words:
        named = (organisation.c.id, organisation.c.name_zh, organisation.c.name_en)
        found = found.where(or_(*(c.icontains(wanted.words, autoescape=True) for c in named)))
    if wanted.updated_since is not None:
        found = found.where(organisation.c.updated_at >= wanted.updated_since)
    rows = await tx.execute(found.order_by(organisation.c.id).limit(limit))
    return [_listed(row) for row in rows]


async def all_listed(tx: AsyncConnection) -> list[Listed]:
    return [_listed(row) for row in await tx.execute(_LISTED.order_by(organisation.c.id))]


async def find_listed(tx: AsyncConnection, id: str) -> Listed | None:
    row = (await tx.execute(_LISTED.where(organisation.c.id == id))).one_or_none()
    return _listed(row) if row else None


def _listed(row: Row[tuple[object, ...]]) -> Listed:
    return Listed(organisation_of(row), row.is_active, row.updated_at)


def organisation_of(row: Row[tuple[object, ...]]) -> Organisation:
    return Organisation(row.id, row.role, row.name_zh, row.name_en, row.division, row.sample)
