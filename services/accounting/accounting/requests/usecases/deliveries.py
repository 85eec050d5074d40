"""What the worker does for the exchange: deliver, fetch, and answer what nobody answered."""

from dataclasses import dataclass, replace
from random import SystemRandom
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.partners.domain.exchange import (
    Delivery,
    DeliveryNotDead,
    DeliveryNotFound,
    DeliveryWithheld,
    Errand,
    FootprintNotAsked,
    Partner,
    next_attempt,
)
from accounting.partners.usecases import errands, registrations
from accounting.partners.usecases.calls import DeliveryFailed, Partners
from accounting.partners.usecases.errands import Shipment
from accounting.requests import store
from accounting.requests.usecases import requests, withheld
from accounting.suppliers.domain.footprints import Arrival
from accounting.suppliers.usecases import footprints as supplied
from chassis import aside, clock
from chassis.auth import Caller
from chassis.database import Database
from chassis.refusals import Refusal

_CHANCE = SystemRandom()


@dataclass(frozen=True)
class Dispatch:
    """The way out to partners, and the address that answers come back to."""

    remote: Partners
    source: str


async def deliver(database: Database, *, dispatch: Dispatch) -> bool:
    """Make one attempt at one due errand; False when none is due.

    The attempt is counted before the call and its outcome noted after it, so no transaction is
    open while a partner thinks. What the partner may no longer read is taken out with the claim.
    """
    async with aside.attempt(database, errands.JOB) as attempt:
        async with database.transaction() as tx:
            due = await errands.claim(tx, clock.now())
            if due is None:
                return False
            attempt.at(due.id)
            delivery = await withheld.checked(tx, due)
            if delivery is None:
                return True
            partner = await _partner(tx, delivery)
        try:
            document = await _call(delivery, partner, dispatch.remote)
        except DeliveryFailed as failure:
            await _note_failure(database, delivery, str(failure))
            return True
        await _note_arrival(database, delivery, document)
    return True


async def reject_overdue(database: Database, *, source: str) -> bool:
    """Reject one request to us that nobody answered in time."""
    async with aside.attempt(database, store.OVERDUE) as attempt, database.transaction() as tx:
        return await requests.reject_overdue(tx, attempt, source=source)
    return True


async def _partner(tx: AsyncConnection, delivery: Delivery) -> Partner | None:
    """The partner, spoken to in the version that it asked in."""
    found = await registrations.find(tx, delivery.partner, owner=delivery.owner)
    return replace(found, version=delivery.version) if found and delivery.version else found


async def _call(
    delivery: Delivery, partner: Partner | None, remote: Partners
) -> dict[str, object] | None:
    if partner is None:
        raise DeliveryFailed(f"{delivery.partner} is not a registered partner")
    if delivery.errand is Errand.FETCH:
        return await remote.footprint(partner, UUID(str(delivery.content["pfId"])))
    await remote.send(partner, delivery.content)
    return None


async def _note_arrival(
    database: Database, delivery: Delivery, document: dict[str, object] | None
) -> None:
    """A fetched footprint that may not be taken in will not become better: the errand is dead."""
    try:
        async with database.transaction() as tx:
            if document is not None:
                await _keep(tx, delivery, document)
            await errands.arrived(tx, delivery.id, at=clock.now())
    except Refusal as refusal:
        async with database.transaction() as tx:
            await errands.failed(tx, delivery.id, str(refusal), again=None)


async def _keep(tx: AsyncConnection, delivery: Delivery, document: dict[str, object]) -> None:
    asked, given = str(delivery.content["pfId"]), document.get("id")
    if not isinstance(given, str) or given.casefold() != asked:
        raise FootprintNotAsked(asked=asked, given=repr(given)[:80])
    await supplied.receive(tx, delivery.owner, delivery.partner, document, way=Arrival.FETCH)


async def _note_failure(database: Database, delivery: Delivery, error: str) -> None:
    again = next_attempt(delivery, clock.now(), _CHANCE.random())
    async with database.transaction() as tx:
        await errands.failed(tx, delivery.id, error, again=again)


async def replay(tx: AsyncConnection, caller: Caller, id: UUID) -> Shipment:
    """Begin another 72 hours of attempts; the partner knows the event by its id."""
    if (await _read(tx, caller.org, id)).withheld_at is not None:
        raise DeliveryWithheld(id=id)
    if not await errands.replay(tx, id, at=clock.now(), by=caller.person or caller.client):
        raise DeliveryNotDead(id=id)
    return await _read(tx, caller.org, id)


async def _read(tx: AsyncConnection, org: str, id: UUID) -> Shipment:
    found = await errands.find(tx, id, owner=org)
    if found is None:
        raise DeliveryNotFound(id=id)
    return found
