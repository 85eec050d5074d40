"""What certification decides about our calculations, and what footprints say of it.

Events only add facts, in whatever order they come. A job then compares what each published
footprint says with what stands, so a worker that dies between the two leaves nothing undone.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.partners.domain.host import Host
from accounting.publications.domain.certificate import Act, ActKind, Certificate, standing
from accounting.publications.store import certificates as store
from accounting.publications.store import footprints as published_footprints
from accounting.publications.store.holdings import CERTIFICATES as CERTIFICATES
from accounting.publications.usecases import editions
from chassis import aside, clock
from chassis.database import Database


async def learn(tx: AsyncConnection, certificate: Certificate) -> None:
    """Keep a certificate, and look at its footprint now and when the term is over."""
    await store.add(tx, certificate)
    await store.look_again(tx, certificate.id, clock.now(), certificate.valid_until)


async def note(tx: AsyncConnection, certificate: UUID, kind: ActKind, at: datetime) -> None:
    """Keep an act on a certificate, also when the certificate itself has yet to arrive."""
    await store.add_act(tx, certificate, Act(kind, at))
    await store.look_again(tx, certificate, clock.now())


async def in_force(
    tx: AsyncConnection, calculation: UUID, *, named: UUID | None = None
) -> Certificate | None:
    """The certificate that a footprint of the calculation may name now."""
    known = await store.of_calculation(tx, calculation)
    return standing(known, clock.now(), named=named)


async def keep_verified(database: Database, *, host: Host) -> bool:
    """Bring the footprint of one certificate that is due up to date; False when none is due."""
    async with aside.attempt(database, store.JOB) as attempt, database.transaction() as tx:
        due = await store.take_due(tx, clock.now())
        if due is None:
            return False
        attempt.at(due)
        calculation = await store.calculation_of(tx, due)
        if calculation is not None:
            await _follow(tx, calculation, host)
    return True


async def _follow(tx: AsyncConnection, calculation: UUID, host: Host) -> None:
    """The lock comes first: a publication under way is either seen here or sees the certificate."""
    await published_footprints.lock(tx)
    newest = await published_footprints.newest_edition(tx, calculation)
    if newest is None or newest.deprecation is not None:
        return
    certificate = await in_force(tx, calculation, named=newest.certificate)
    if (certificate and certificate.id) != newest.certificate:
        await editions.replace(tx, newest, certificate, host=host)
