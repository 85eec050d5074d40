"""Registered partners of an enterprise, and the events that came from them."""

from datetime import datetime

from sqlalchemy import Row, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.pact.domain.events import Envelope
from accounting.partners.domain.exchange import Partner, Version
from accounting.partners.domain.search import PartnersAsked
from accounting.partners.store.tables import exchange_event, exchange_partner
from chassis.listing import mentioning
from chassis.pages import decode


async def put(tx: AsyncConnection, partner: Partner, *, at: datetime) -> None:
    row = {
        "owner": partner.owner,
        "org": partner.org,
        "base_url": partner.base_url,
        "auth_base": partner.auth_base,
        "updated_at": at,
        "version": partner.version.value,
    }
    statement = insert(exchange_partner).values(row)
    names = ("base_url", "auth_base", "updated_at", "version")
    changed = {name: statement.excluded[name] for name in names}
    await tx.execute(statement.on_conflict_do_update(index_elements=["owner", "org"], set_=changed))


async def find(tx: AsyncConnection, org: str, *, owner: str) -> Partner | None:
    here = (exchange_partner.c.owner == owner) & (exchange_partner.c.org == org)
    row = (await tx.execute(select(exchange_partner).where(here))).one_or_none()
    return None if row is None else _partner(row)


async def of_owner(tx: AsyncConnection, owner: str) -> list[Partner]:
    mine = select(exchange_partner).where(exchange_partner.c.owner == owner)
    return [_partner(row) for row in await tx.execute(mine.order_by(exchange_partner.c.org))]


async def page(tx: AsyncConnection, asked: PartnersAsked, *, owner: str) -> list[Partner]:
    """The partners of an enterprise by identifier."""
    known = exchange_partner.c
    mine = select(exchange_partner).where(
        known.owner == owner, *mentioning(asked.q, known.org, known.base_url)
    )
    if asked.updated_since:
        mine = mine.where(known.updated_at >= asked.updated_since)
    if (position := decode(asked.cursor, str)) is not None:
        mine = mine.where(known.org > position[0])
    return [
        _partner(row) for row in await tx.execute(mine.order_by(known.org).limit(asked.limit + 1))
    ]


async def registrations(tx: AsyncConnection, org: str) -> list[Partner]:
    """Every registration of an organisation, by whichever enterprise."""
    found = select(exchange_partner).where(exchange_partner.c.org == org)
    return [_partner(row) for row in await tx.execute(found.order_by(exchange_partner.c.owner))]


async def first_time(tx: AsyncConnection, sender: str, event: Envelope, *, at: datetime) -> bool:
    """Record an event; False when it came before."""
    row = {
        "sender": sender,
        "source": event.source,
        "id": event.id,
        "type": event.type.value,
        "received_at": at,
    }
    added = await tx.execute(insert(exchange_event).values(row).on_conflict_do_nothing())
    return added.rowcount > 0


def _partner(row: Row[tuple[object, ...]]) -> Partner:
    return Partner(row.owner, row.org, row.base_url, row.auth_base, Version(row.version))
