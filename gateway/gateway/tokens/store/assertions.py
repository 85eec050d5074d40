"""Ids of client assertions already used, kept until the assertion would have expired."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from gateway.tokens.store.tables import used_assertion


async def use_assertion(
    tx: AsyncConnection, client_id: str, jti: str, expires_at: datetime
) -> bool:
    """Record one use; False when this client used the id before. Safe between processes."""
    result = await tx.execute(
        insert(used_assertion)
        .values(client_id=client_id, jti=jti, expires_at=expires_at)
        .on_conflict_do_nothing()
    )
    return result.rowcount == 1


async def forget_expired(tx: AsyncConnection, now: datetime) -> None:
    await tx.execute(delete(used_assertion).where(used_assertion.c.expires_at < now))
