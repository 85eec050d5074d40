"""Publishing a sealed calculation as a PACT footprint, once, to those it is meant for."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.calculations.domain.record import CalculationNotFound, CalculationNotSealed
from accounting.calculations.usecases import calculations
from accounting.pact.domain.footprint import ProductFootprint
from accounting.pact.domain.linter import Severity, lint
from accounting.partners.domain.host import Host
from accounting.publications.domain.publication import (
    CalculationAlreadyPublished,
    Edition,
    PublicationUnsound,
    RecipientsInvalid,
    Statement,
    compose,
)
from accounting.publications.domain.record import (
    Deprecation,
    PublicationNotFound,
    PublishedFootprint,
    Read,
)
from accounting.publications.domain.search import ReadsAsked
from accounting.publications.domain.verification import verified
from accounting.publications.store import footprints as store
from accounting.publications.store import grants
from accounting.publications.usecases import announcements, certificates
from chassis import clock


async def publish(
    tx: AsyncConnection,
    org: str,
    calculation: UUID,
    statement: Statement,
    recipients: Sequence[str],
    *,
    host: Host,
) -> PublishedFootprint:
    """Publish a version; the product's version before it is deprecated in the same transaction."""
    record = await calculations.read(tx, org, calculation)
    if record.enterprise != org:
        raise CalculationNotFound(id=calculation)
    if record.seal is None:
        raise CalculationNotSealed(id=calculation)
    check(recipients, org)
    await store.lock(tx)
    if known := await store.of_calculation(tx, calculation, owner=org):
        raise CalculationAlreadyPublished(id=calculation, footprint=known.content.id)
    before = await store.active_of_product(tx, record.product, owner=org)
    replaces = None if before is None else before.content.id
    edition = Edition(uuid4(), clock.now(), host.domain, record.seal.sha256, replaces)
    certificate = await certificates.in_force(tx, calculation)
    footprint = _sound(verified(compose(record.document, statement, edition), certificate))
    named = certificate.id if certificate else None
    origin = store.FootprintOrigin(org, record.product, calculation, named)
    await store.add(tx, footprint, origin)
    await grants.grant(tx, footprint.id, recipients, by=org)
    if replaces is not None:
        await store.deprecate(tx, replaces, Deprecation(edition.at, footprint.id))
    ids = [footprint.id, *filter(None, [replaces])]
    await announcements.announce(tx, org, ids, source=host.source)
    return await read(tx, org, calculation)


async def read(tx: AsyncConnection, org: str, calculation: UUID) -> PublishedFootprint:
    """The caller's own publication of a calculation."""
    found = await store.of_calculation(tx, calculation, owner=org)
    if found is None:
        raise PublicationNotFound(id=calculation)
    return found


async def reads(tx: AsyncConnection, org: str, calculation: UUID, asked: ReadsAsked) -> list[Read]:
    """Who read the caller's publication, the newest first."""
    found = await read(tx, org, calculation)
    return await store.reads(tx, found.root, asked)


def check(recipients: Sequence[str], org: str) -> None:
    """Raises `RecipientsInvalid`."""
    seen = {org}
    for recipient in recipients:
        if recipient in seen:
            raise RecipientsInvalid(recipient=recipient)
        seen.add(recipient)


def _sound(footprint: ProductFootprint) -> ProductFootprint:
    faults = [finding for finding in lint(footprint) if finding.severity is not Severity.WARNING]
    if faults:
        raise PublicationUnsound(
            faults=" ".join(fault.en for fault in faults),
            faults_zh="".join(fault.zh for fault in faults),
        )
    return footprint
