"""The table of who recorded what; insert-only."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.custody.domain.authorship import Actor
from accounting.values.store.tables import MOMENT, metadata

authorship = Table(
    "authorship",
    metadata,
    Column("record", Uuid, primary_key=True),
    Column("org", Text, nullable=False),
    Column("client", Text, nullable=False),
    Column("person", Text),
    Column("noted_at", MOMENT, nullable=False),
)
"""A product, a product system, activity data or a calculation, by its identifier."""


async def note(tx: AsyncConnection, record: UUID, actor: Actor, at: datetime) -> None:
    """Write down who recorded it."""
    row = {
        "record": record,
        "org": actor.org,
        "client": actor.client,
        "person": actor.person,
        "noted_at": at,
    }
    await tx.execute(insert(authorship).values(row))
