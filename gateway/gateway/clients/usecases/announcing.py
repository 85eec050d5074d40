"""Tell every service who takes part: written with the change, sent by the gateway's worker."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock, outbox
from contracts.gateway import OrganisationChanged
from gateway.clients.domain.clients import Listed
from gateway.clients.store import organisations
from gateway.clients.store.holdings import REGIONS as REGIONS


@asynccontextmanager
async def telling(tx: AsyncConnection, *ids: str) -> AsyncIterator[None]:
    """Tell of these organisations what others see of them, if that is another thing afterwards."""
    before = {id: await organisations.find_listed(tx, id) for id in ids}
    yield
    for id in ids:
        after = await organisations.find_listed(tx, id)
        if after and not after.looks_like(before[id]):
            await announce(tx, after)


async def announce(tx: AsyncConnection, listed: Listed) -> None:
    """Tell of an organisation as it is."""
    organisation = listed.organisation
    await outbox.append(
        tx,
        OrganisationChanged(
            organisation=organisation.id,
            role=organisation.role,
            name_zh=organisation.name_zh,
            name_en=organisation.name_en,
            division=organisation.division,
            sample=organisation.sample,
            is_active=listed.is_active,
            changed_at=clock.now(),
        ),
    )
