"""Telling partners of new versions and of the end of old ones."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.pact.domain import events
from accounting.pact.domain.events import EventType
from accounting.partners.domain.exchange import (
    Errand,
)
from accounting.partners.usecases import errands, registrations
from accounting.publications.store import grants
from chassis import clock


async def announce(
    tx: AsyncConnection,
    org: str,
    changed: Sequence[UUID],
    *,
    source: str,
    only: Collection[str] | None = None,
) -> None:
    """Tell every partner that may read them of new versions and of the end of old ones.

    `only` names those of them who are to be told.
    """
    readers: dict[str, list[UUID]] = {}
    for footprint in changed:
        for reader in await grants.recipients(tx, footprint):
            if only is None or reader in only:
                readers.setdefault(reader, []).append(footprint)
    now = clock.now()
    for reader, ids in sorted(readers.items()):
        if await registrations.find(tx, reader, owner=org) is not None:
            data = events.announced(ids)
            event = events.envelope(EventType.PUBLISHED, data, source=source, at=now)
            await errands.add(tx, org, reader, Errand.EVENT, event, at=now)
