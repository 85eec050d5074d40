"""Who may read a publication: letting in, ending access, withdrawing the publication itself."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.publications.domain.record import (
    Deprecation,
    Grant,
    GrantNotFound,
    PublicationAlreadyEnded,
    PublishedFootprint,
)
from accounting.publications.store import footprints as published_footprints
from accounting.publications.store import grants as store
from accounting.publications.store.grants import GrantChange
from accounting.publications.usecases import announcements, publications
from chassis import clock
from chassis.auth import Caller


async def grants(tx: AsyncConnection, org: str, calculation: UUID) -> list[Grant]:
    """Everybody who was ever let in to the caller's publication."""
    published = await publications.read(tx, org, calculation)
    return await store.grants(tx, published.content.id)


async def let_in(
    tx: AsyncConnection,
    caller: Caller,
    calculation: UUID,
    recipients: Sequence[str],
    *,
    source: str,
) -> list[Grant]:
    """Grant a publication to more organisations; partners among them are told at once."""
    publications.check(recipients, caller.org)
    published = await publications.read(tx, caller.org, calculation)
    id = published.content.id
    known = set(await store.recipients(tx, id))
    await store.grant(tx, id, recipients, by=_who(caller))
    new = [recipient for recipient in recipients if recipient not in known]
    await announcements.announce(tx, caller.org, [id], source=source, only=new)
    return await store.grants(tx, id)


async def end(
    tx: AsyncConnection, caller: Caller, calculation: UUID, recipient: str, reason: str
) -> list[Grant]:
    """End one organisation's access. From now on the footprint does not exist for it."""
    published = await publications.read(tx, caller.org, calculation)
    id = published.content.id
    if recipient not in await store.recipients(tx, id):
        raise GrantNotFound(org=recipient, id=calculation)
    change = GrantChange(granted=False, by=_who(caller), reason=reason)
    await store.alter(tx, id, recipient, change)
    return await store.grants(tx, id)


async def withdraw(
    tx: AsyncConnection, caller: Caller, calculation: UUID, reason: str, *, source: str
) -> PublishedFootprint:
    """End a version without another in its place; everybody who may read it is told."""
    await published_footprints.lock(tx)
    published = await publications.read(tx, caller.org, calculation)
    if published.deprecation is not None:
        raise PublicationAlreadyEnded(id=calculation)
    ended = Deprecation(clock.now(), by=_who(caller), reason=reason)
    await published_footprints.deprecate(tx, published.content.id, ended)
    await announcements.announce(tx, caller.org, [published.content.id], source=source)
    return await publications.read(tx, caller.org, calculation)


def _who(caller: Caller) -> str:
    return caller.person or caller.client
