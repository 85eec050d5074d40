"""Partners of an enterprise: where each is reached, and which events came from them."""

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.partners.domain.addresses import PartnerUrlNotAccepted
from accounting.partners.domain.exchange import Partner
from accounting.partners.domain.host import Host
from accounting.partners.store import partners as store
from accounting.partners.store.partners import find as find
from accounting.partners.store.partners import first_time as first_time
from accounting.partners.store.partners import of_owner as of_owner
from accounting.partners.store.partners import page as page
from accounting.partners.store.partners import registrations as registrations
from chassis import clock
from chassis.outbound import Guard, UrlNotAccepted


async def register(tx: AsyncConnection, partner: Partner, host: Host) -> Partner:
    """Record where a partner is reached. Raises `PartnerUrlNotAccepted`."""
    guard = Guard(allow_private=host.allow_private)
    for url in filter(None, (partner.base_url, partner.auth_base)):
        try:
            guard.endpoint(url)
        except UrlNotAccepted as failure:
            raise PartnerUrlNotAccepted(url=repr(url[:80])) from failure
    await store.put(tx, partner, at=clock.now())
    return partner
