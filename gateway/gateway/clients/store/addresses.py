"""Addresses of keys in the database."""

from datetime import datetime

from sqlalchemy import Row, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from gateway.clients.domain.addresses import KeysAddress
from gateway.clients.store.tables import keys_address


async def find_address(tx: AsyncConnection, client_id: str) -> KeysAddress | None:
    mine = select(keys_address).where(keys_address.c.client_id == client_id)
    row = (await tx.execute(mine)).one_or_none()
    return _address(row) if row else None


async def put_address(tx: AsyncConnection, value: KeysAddress) -> None:
    fields = vars(value)
    await tx.execute(
        insert(keys_address)
        .values(**fields)
        .on_conflict_do_update(index_elements=["client_id"], set_=fields)
    )


async def forget_address(tx: AsyncConnection, client_id: str) -> None:
    await tx.execute(delete(keys_address).where(keys_address.c.client_id == client_id))


async def due_addresses(tx: AsyncConnection, now: datetime, *, limit: int) -> list[KeysAddress]:
    """Those to be read now, the longest overdue first."""
    due = select(keys_address).where(keys_address.c.due_at <= now)
    rows = await tx.execute(due.order_by(keys_address.c.due_at).limit(limit))
    return [_address(row) for row in rows]


def _address(row: Row[tuple[object, ...]]) -> KeysAddress:
    return KeysAddress(row.client_id, row.jwks_uri, row.due_at, row.read_at, row.fault)
