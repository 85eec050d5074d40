"""A body watches over what it certified (获证后监督)."""

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.bodies.domain import Person
from certification.cases.domain.application import Case
from certification.cases.domain.procedure import Outcome
from certification.cases.usecases.steps import Entry, record_step
from certification.certificates.usecases import following, independence, obligations
from certification.certificates.usecases.changes import lock
from chassis import clock


async def survey(tx: AsyncConnection, name: str, entry: Entry, person: Person) -> Case:
    """Record a surveillance visit. A failed one suspends the certificate, or has it withdrawn."""
    file = await lock(tx, name, person.sight)
    file.check_in_force(clock.now())
    certificate = file.certificate
    case = await record_step(tx, certificate.application_id, entry, person)
    await independence.add_reviewers(tx, certificate.id, [person.id])
    await obligations.visited(tx, certificate, case.procedure.records[-1].at)
    if entry.outcome is Outcome.FAILED:
        await following.fail_visit(tx, file)
    return case
