"""Partners of an enterprise: where each is reached, and which events came from them."""

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.partners.domain.addresses import PartnerAddressNotPublic, PartnerUrlNotAccepted
from accounting.partners.domain.exchange import Partner, PartnerNotFound
from accounting.partners.store import partners as store
from accounting.partners.store.partners import find as find
from accounting.partners.store.partners import first_time as first_time
from accounting.partners.store.partners import of_owner as of_owner
from accounting.partners.store.partners import page as page
from accounting.partners.store.partners import registrations as registrations
from chassis import clock
from chassis.outbound import AddressNotPublic, Guard, UrlNotAccepted


async def admit(guard: Guard, url: str) -> None:
    """Look where an address leads now; it is looked at again whenever it is called.

    Raises `PartnerUrlNotAccepted` or `PartnerAddressNotPublic`.
    """
    try:
        await guard.admit(url)
    except UrlNotAccepted as failure:
        raise PartnerUrlNotAccepted(url=repr(url[:80])) from failure
    except AddressNotPublic as failure:
        raise PartnerAddressNotPublic(host=str(failure)) from failure


async def register(tx: AsyncConnection, partner: Partner) -> Partner:
    """Record where a partner is reached, at addresses that were admitted before."""
    await store.put(tx, partner, at=clock.now())
    return partner


async def read(tx: AsyncConnection, org: str, partner: str) -> Partner:
    """Where the enterprise reaches a partner. Raises `PartnerNotFound`."""
    found = await store.find(tx, partner, owner=org)
    if found is None:
        raise PartnerNotFound(org=partner)
    return found
