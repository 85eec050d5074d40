"""Sending a dead delivery once more, when what stood in its way is gone."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.partners.domain.exchange import DeliveryMissing, DeliveryNotDead, DeliveryWithheld
from accounting.partners.store import deliveries as store
from accounting.partners.store.deliveries import Shipment
from chassis import clock
from chassis.auth import Caller


async def replay(tx: AsyncConnection, caller: Caller, id: UUID) -> Shipment:
    """Begin another 72 hours of attempts; the partner knows the event by its id."""
    if (await _read(tx, caller.org, id)).withheld_at is not None:
        raise DeliveryWithheld(id=id)
    if not await store.replay(tx, id, at=clock.now(), by=caller.person or caller.client):
        raise DeliveryNotDead(id=id)
    return await _read(tx, caller.org, id)


async def _read(tx: AsyncConnection, org: str, id: UUID) -> Shipment:
    found = await store.find(tx, id, owner=org)
    if found is None:
        raise DeliveryMissing(id=id)
    return found
