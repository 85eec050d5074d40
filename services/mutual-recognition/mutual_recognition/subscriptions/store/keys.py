"""The public halves of the keys that sign webhooks."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from mutual_recognition.subscriptions.domain.webhooks import PublicKey
from mutual_recognition.subscriptions.store.tables import webhook_key


async def register_keys(tx: AsyncConnection, public: Sequence[str], at: datetime) -> None:
    """Record the keys that sign now, and the retirement of those that no longer do."""
    for key in public:
        add = insert(webhook_key).values(public_key=key, since=at)
        now_signing = {"retired_at": None}
        await tx.execute(add.on_conflict_do_update(index_elements=["public_key"], set_=now_signing))
    gone = webhook_key.c.public_key.not_in(public) & webhook_key.c.retired_at.is_(None)
    await tx.execute(update(webhook_key).where(gone).values(retired_at=at))


async def keys(tx: AsyncConnection) -> list[PublicKey]:
    """Every key that ever signed, the present ones first."""
    order = (webhook_key.c.retired_at.desc().nulls_first(), webhook_key.c.since)
    rows = await tx.execute(select(webhook_key).order_by(*order))
    return [PublicKey(row.public_key, row.since, row.retired_at) for row in rows]
