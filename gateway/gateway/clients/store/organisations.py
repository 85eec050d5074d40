"""Organisations in the database."""

from sqlalchemy import Row, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from gateway.clients.domain.clients import Organisation
from gateway.clients.domain.refusals import OrganisationNotFound
from gateway.clients.store.tables import organisation


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
    await tx.execute(
        insert(organisation)
        .values(**fields)
        .on_conflict_do_update(index_elements=["id"], set_=fields)
    )


def organisation_of(row: Row[tuple[object, ...]]) -> Organisation:
    return Organisation(row.id, row.role, row.name_zh, row.name_en, row.division, row.sample)
