"""Errands to partners, claimed for one attempt at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID, uuid4

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.domain.pact.exchange import Delivery, Errand
from accounting.store.exchange_request_tables import exchange_delivery as table
from accounting.store.secrets import one
from accounting.store.trade_secrets import DELIVERIES

_CLAIM = timedelta(minutes=2)
"""An attempt that was never reported, because its process ended, is repeated after this time."""


@dataclass(frozen=True)
class Shipment:
    """How a delivery stands."""

    id: UUID
    partner: str
    errand: Errand
    created_at: datetime
    attempts: int
    next_attempt_at: datetime | None
    delivered_at: datetime | None
    error: str | None


async def add(
    tx: AsyncConnection,
    owner: str,
    partner: str,
    errand: Errand,
    content: Mapping[str, object],
    *,
    at: datetime,
) -> None:
    row = {
        "id": uuid4(),
        "owner": owner,
        "partner": partner,
        "errand": errand.value,
        "content": dict(content),
        "created_at": at,
        "attempts": 0,
        "next_attempt_at": at,
    }
    await tx.execute(insert(table).values(await DELIVERIES.conceal(tx, row, owner)))


async def claim(tx: AsyncConnection, now: datetime) -> Delivery | None:
    """Take one due errand, and count the attempt before it is made."""
    due = select(table.c.id).where(table.c.next_attempt_at <= now)
    first = due.order_by(table.c.next_attempt_at).limit(1).with_for_update(skip_locked=True)
    taken = {"attempts": table.c.attempts + 1, "next_attempt_at": now + _CLAIM}
    statement = update(table).where(table.c.id.in_(first.scalar_subquery())).values(taken)
    row = (await tx.execute(statement.returning(table))).one_or_none()
    if row is None:
        return None
    content = await one(DELIVERIES, tx, row)
    return Delivery(
        id=row.id,
        owner=row.owner,
        partner=row.partner,
        errand=Errand(row.errand),
        content=cast(Mapping[str, object], content["content"]),
        created_at=row.created_at,
        attempts=row.attempts,
    )


async def arrived(tx: AsyncConnection, id: UUID, *, at: datetime) -> None:
    change = {"delivered_at": at, "next_attempt_at": None, "error": None}
    await tx.execute(update(table).where(table.c.id == id).values(change))


async def failed(tx: AsyncConnection, id: UUID, error: str, *, again: datetime | None) -> None:
    """Note a failed attempt; without a next one the errand is dead."""
    change = {"next_attempt_at": again, "error": error[:500]}
    await tx.execute(update(table).where(table.c.id == id).values(change))


async def newest(tx: AsyncConnection, *, owner: str, limit: int) -> list[Shipment]:
    mine = select(table).where(table.c.owner == owner)
    rows = await tx.execute(mine.order_by(table.c.created_at.desc(), table.c.id).limit(limit))
    return [
        Shipment(
            row.id,
            row.partner,
            Errand(row.errand),
            row.created_at,
            row.attempts,
            row.next_attempt_at,
            row.delivered_at,
            row.error,
        )
        for row in rows
    ]
