"""Another edition of a publication, when the certificate that it names is another one."""

from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.partners.domain.host import Host
from accounting.publications.domain.certificate import Certificate
from accounting.publications.domain.record import Deprecation, PublishedFootprint
from accounting.publications.domain.verification import next_edition
from accounting.publications.store import footprints as store
from accounting.publications.usecases import announcements
from chassis import clock


async def replace(
    tx: AsyncConnection, before: PublishedFootprint, certificate: Certificate | None, *, host: Host
) -> None:
    """Publish the same numbers with this certificate; everybody who may read it is told."""
    at = clock.now()
    footprint = next_edition(before.content, certificate, id=uuid4(), at=at)
    origin = store.FootprintOrigin(
        before.owner,
        before.product,
        before.calculation,
        certificate=certificate.id if certificate else None,
        edition_of=before.root,
    )
    await store.add(tx, footprint, origin)
    await store.deprecate(tx, before.content.id, Deprecation(at, footprint.id))
    ids = [footprint.id, before.content.id]
    await announcements.announce(tx, before.owner, ids, source=host.source)
