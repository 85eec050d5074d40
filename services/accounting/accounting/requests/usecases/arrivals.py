"""Registering partners, and taking in the events that they send."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.pact.domain import events
from accounting.pact.domain.events import Envelope, EventType
from accounting.partners.domain.exchange import Errand, Partner, SourceUnknown, Version
from accounting.partners.domain.host import Host
from accounting.partners.usecases import errands, registrations
from accounting.requests.usecases import requests
from chassis import clock
from chassis.auth import Caller


async def take_in(
    tx: AsyncConnection, caller: Caller, content: object, host: Host, version: Version
) -> None:
    """Handle an event, which was told in this version of PACT before it was read as v3.

    One that came before, by sender, source and id, changes nothing.
    """
    event = events.read_as(Envelope, content)
    partners = await registrations.registrations(tx, caller.org)
    known = [partner for partner in partners if partner.is_source(event.source)]
    if not known:
        raise SourceUnknown(source=repr(event.source[:80]), org=caller.org)
    if await registrations.first_time(tx, caller.org, event, at=clock.now()):
        said = [replace(partner, version=version) for partner in known]
        await _handle(tx, caller, event, said, host)


async def _handle(
    tx: AsyncConnection, caller: Caller, event: Envelope, partners: Sequence[Partner], host: Host
) -> None:
    match event.type:
        case EventType.CREATED:
            asked = events.read_as(events.RequestCreated, event.data)
            await requests.accept(tx, event, asked, partners, host)
        case EventType.FULFILLED:
            given = events.read_as(events.RequestFulfilled, event.data)
            await requests.fulfilled(tx, caller.org, given)
        case EventType.REJECTED:
            reason = events.read_as(events.RequestRejected, event.data)
            await requests.rejected(tx, caller.org, reason)
        case EventType.PUBLISHED:
            announced = events.read_as(events.AnnouncedFootprints, event.data)
            await _fetch(tx, partners, announced.pf_ids)


async def _fetch(tx: AsyncConnection, partners: Sequence[Partner], ids: Sequence[UUID]) -> None:
    """What a partner announced is read by the worker, for every enterprise that knows it."""
    for partner in partners:
        for id in dict.fromkeys(ids):
            content, now = {"pfId": str(id)}, clock.now()
            await errands.add(
                tx,
                partner.owner,
                partner.org,
                Errand.FETCH,
                content,
                at=now,
                version=partner.version,
            )
