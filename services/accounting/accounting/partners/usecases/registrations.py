"""?"""

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.partners.domain.addresses import parse_endpoint
from accounting.partners.domain.exchange import Partner
from accounting.partners.domain.host import Host
from accounting.partners.store import partners as store
from chassis import clock


async def register(tx: AsyncConnection, partner: Partner, host: Host) -> Partner:
    """Record where a partner is reached. Raises `PartnerUrlNotAccepted`."""
    for url in filter(None, (partner.base_url, partner.auth_base)):
        parse_endpoint(url, allow_private=host.allow_private)
    await store.put(tx, partner, at=clock.now())
    return partner
