"""Applications that their enterprises withdrew."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from certification.cases.domain.application import Retreat
from certification.cases.store.tables import application_retreat


async def add(tx: AsyncConnection, id: UUID, new: Retreat) -> None:
    row = {"application_id": id, "client": new.client, "note_zh": new.note_zh, "at": new.at}
    await tx.execute(insert(application_retreat).values(row))


async def of(tx: AsyncConnection, ids: Sequence[UUID]) -> dict[UUID, Retreat]:
    """Those of these applications that were withdrawn."""
    table = application_retreat
    rows = await tx.execute(select(table).where(table.c.application_id.in_(ids)))
    return {row.application_id: Retreat(row.client, row.note_zh, row.at) for row in rows}
