"""Another edition of a publication, when the certificate that it names is another one."""

from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.domain.certificate import Certificate
from accounting.domain.pact.record import Deprecation, Published
from accounting.domain.pact.verification import next_edition
from accounting.partners.domain.host import Host
from accounting.store import published_footprints as store
from accounting.usecases import requesting
from chassis import clock


async def replace(
    tx: AsyncConnection, before: Published, certificate: Certificate | None, *, host: Host
) -> None:
    """Publish the same numbers with this certificate; everybody who may read it is told."""
    at = clock.now()
    footprint = next_edition(before.content, certificate, id=uuid4(), at=at)
    origin = store.Origin(
        before.owner,
        before.product,
        before.calculation,
        certificate=certificate.id if certificate else None,
        edition_of=before.root,
    )
    await store.add(tx, footprint, origin)
    await store.deprecate(tx, before.content.id, Deprecation(at, footprint.id))
    ids = [footprint.id, before.content.id]
    await requesting.announce(tx, before.owner, ids, source=host.source)
