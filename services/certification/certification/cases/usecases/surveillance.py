"""A body watches over what it certified (获证后监督)."""

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.bodies.domain import Person
from certification.cases.domain.application import Case
from certification.cases.usecases.steps import Entry, record_step
from certification.certificates.usecases.changes import lock
from chassis import clock


async def survey(tx: AsyncConnection, name: str, entry: Entry, person: Person) -> Case:
    """Record a surveillance; a failed one obliges the body to suspend or withdraw."""
    file = await lock(tx, name, person)
    file.check_in_force(clock.now())
    return await record_step(tx, file.certificate.application_id, entry, person)
