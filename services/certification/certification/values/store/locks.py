"""Locks that a transaction holds to its end. Insert-only tables cannot be locked by row."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection


async def hold(tx: AsyncConnection, name: str) -> None:
    """Wait until no other transaction holds `name`, and hold it."""
    await tx.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))
