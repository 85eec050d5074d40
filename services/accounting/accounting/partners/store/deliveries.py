"""Errands to partners, claimed for one attempt at a time."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID, uuid4

from sqlalchemy import Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.custody.store.secrets import one
from accounting.partners.domain.exchange import Delivery, Errand, Version
from accounting.partners.domain.search import DeliveriesAsked
from accounting.partners.store.tables import DELIVERIES
from accounting.partners.store.tables import exchange_delivery as table
from chassis import aside
from chassis.listing import fitting, newest

JOB = "deliver to exchange partners"
_CLAIM = timedelta(minutes=2)
"""An attempt that was never reported, because its process ended, is repeated after this time."""
_DEAD = (
    table.c.next_attempt_at.is_(None)
    & table.c.delivered_at.is_(None)
    & table.c.withheld_at.is_(None)
)


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
    replayed_at: datetime | None
    replayed_by: str | None
    withheld: tuple[UUID, ...]
    """Footprints that were left out, because access to them had ended."""
    withheld_at: datetime | None
    """Set when nothing was left to deliver."""
    withheld_reason: str | None
    updated_at: datetime

    @property
    def position(self) -> tuple[str, str]:
        """Where the next page of a list begins."""
        return self.created_at.isoformat(), str(self.id)

    @property
    def dead(self) -> bool:
        """Nobody tries it any more, and it never arrived though it might have."""
        over = self.next_attempt_at is None and self.delivered_at is None
        return over and self.withheld_at is None


async def add(
    tx: AsyncConnection,
    owner: str,
    partner: str,
    errand: Errand,
    content: Mapping[str, object],
    *,
    at: datetime,
    version: Version | None = None,
) -> None:
    """`version` is that of PACT to speak, where it is not the partner's own."""
    row = {
        "id": uuid4(),
        "owner": owner,
        "partner": partner,
        "errand": errand.value,
        "content": dict(content),
        "created_at": at,
        "attempts": 0,
        "next_attempt_at": at,
        "version": version and version.value,
    }
    await tx.execute(insert(table).values(await DELIVERIES.conceal(tx, row, owner)))


async def claim(tx: AsyncConnection, now: datetime) -> Delivery | None:
    """Take one due errand, and count the attempt before it is made."""
    due = select(table.c.id).where(table.c.next_attempt_at <= now, aside.free(JOB, table.c.id))
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
        since=row.replayed_at or row.created_at,
        attempts=row.attempts,
        version=row.version and Version(row.version),
        left_out=tuple(row.withheld),
    )


async def arrived(tx: AsyncConnection, id: UUID, *, at: datetime) -> None:
    change = {"delivered_at": at, "next_attempt_at": None, "error": None}
    await tx.execute(update(table).where(table.c.id == id).values(change))


async def failed(tx: AsyncConnection, id: UUID, error: str, *, again: datetime | None) -> None:
    """Note a failed attempt; without a next one the errand is dead."""
    change = {"next_attempt_at": again, "error": error[:500]}
    await tx.execute(update(table).where(table.c.id == id).values(change))


async def leave_out(
    tx: AsyncConnection, id: UUID, footprints: Collection[UUID], reason: str | None
) -> None:
    """Note which footprints the attempt goes without; none when access was given again."""
    change = {"withheld": sorted(footprints), "withheld_reason": reason}
    await tx.execute(update(table).where(table.c.id == id).values(change))


async def withhold(tx: AsyncConnection, id: UUID, *, at: datetime) -> None:
    """End a delivery that has nothing left to say; the attempt it was claimed for is not made."""
    change = {
        "withheld_at": at,
        "next_attempt_at": None,
        "error": None,
        "attempts": table.c.attempts - 1,
    }
    await tx.execute(update(table).where(table.c.id == id).values(change))


async def find(tx: AsyncConnection, id: UUID, *, owner: str) -> Shipment | None:
    here = (table.c.id == id) & (table.c.owner == owner)
    row = (await tx.execute(select(table).where(here))).one_or_none()
    return None if row is None else _shipment(row)


async def replay(tx: AsyncConnection, id: UUID, *, at: datetime, by: str) -> bool:
    """Try a dead delivery again from now; False when it is not dead."""
    change = {"next_attempt_at": at, "replayed_at": at, "replayed_by": by}
    done = await tx.execute(update(table).where(table.c.id == id, _DEAD).values(change))
    return done.rowcount > 0


async def page(tx: AsyncConnection, asked: DeliveriesAsked, *, owner: str) -> list[Shipment]:
    """An enterprise's errands, the newest first."""
    named = fitting((table.c.partner, asked.partner), (table.c.errand, asked.errand))
    mine = select(table).where(table.c.owner == owner, *named)
    if asked.dead is not None:
        mine = mine.where(_DEAD if asked.dead else ~_DEAD)
    rows = await tx.execute(newest(mine, table, asked, table.c.updated_at))
    return [_shipment(row) for row in rows]


def _shipment(row: Row[tuple[object, ...]]) -> Shipment:
    return Shipment(
        row.id,
        row.partner,
        Errand(row.errand),
        row.created_at,
        row.attempts,
        row.next_attempt_at,
        row.delivered_at,
        row.error,
        row.replayed_at,
        row.replayed_by,
        tuple(row.withheld),
        row.withheld_at,
        row.withheld_reason,
        row.updated_at,
    )
