"""What a body does with its certificates after granting them (获证后监督)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.domain.application import Case
from certification.domain.certificate import (
    Act,
    CertificateFile,
    Reinstatement,
    Suspension,
    Withdrawal,
)
from certification.domain.reasons import SuspensionReason, WithdrawalReason
from certification.store import certificates
from certification.store.locks import hold
from certification.usecases.lookup import find_certificate
from certification.usecases.steps import Entry, Person, record_step
from chassis import clock, outbox
from contracts.certification import (
    CertificateReinstated,
    CertificateSuspended,
    CertificateWithdrawn,
)
from contracts.event import Event


@dataclass(frozen=True)
class SuspensionOrder:
    """Why, and until when, a certificate is to be suspended."""

    reason: SuspensionReason
    until: datetime
    note_zh: str


async def suspend(
    tx: AsyncConnection, name: str, order: SuspensionOrder, person: Person, longest: timedelta
) -> CertificateFile:
    """Suspend a certificate for no longer than `longest`."""
    file = await _lock(tx, name, person)
    act = Suspension(order.reason, order.until, person.id, order.note_zh, clock.now())
    return await _add(tx, file, file.suspend(act, longest))


async def reinstate(
    tx: AsyncConnection, name: str, note_zh: str, person: Person
) -> CertificateFile:
    """End a suspension."""
    file = await _lock(tx, name, person)
    return await _add(tx, file, file.reinstate(Reinstatement(person.id, note_zh, clock.now())))


async def withdraw(
    tx: AsyncConnection, name: str, reason: WithdrawalReason, note_zh: str, person: Person
) -> CertificateFile:
    """Void a certificate for good, and public at once."""
    file = await _lock(tx, name, person)
    act = Withdrawal(reason, person.id, note_zh, clock.now())
    return await _add(tx, file, file.withdraw(act))


async def survey(tx: AsyncConnection, name: str, entry: Entry, person: Person) -> Case:
    """Record a surveillance; a failed one obliges the body to suspend or withdraw."""
    file = await _lock(tx, name, person)
    file.check_in_force(clock.now())
    return await record_step(tx, file.certificate.application_id, entry, person)


async def _lock(tx: AsyncConnection, name: str, person: Person) -> CertificateFile:
    """The certificate, held still: found, locked, and read again as it is now."""
    found = await find_certificate(tx, name, person.sight)
    await hold(tx, f"certificate {found.certificate.id}")
    return await find_certificate(tx, str(found.certificate.id), person.sight)


async def _add(tx: AsyncConnection, file: CertificateFile, act: Act) -> CertificateFile:
    await certificates.add_act(tx, file.certificate.id, len(file.acts), act)
    await outbox.append(tx, _event(file, act))
    return replace(file, acts=(*file.acts, act))


def _event(file: CertificateFile, act: Act) -> Event:
    id, number = file.certificate.id, file.certificate.number
    match act:
        case Suspension():
            return CertificateSuspended(
                certificate_id=id,
                certificate_number=number,
                reason_code=act.reason,
                suspended_at=act.at,
                suspended_until=act.until,
            )
        case Reinstatement():
            return CertificateReinstated(
                certificate_id=id, certificate_number=number, reinstated_at=act.at
            )
        case Withdrawal():
            return CertificateWithdrawn(
                certificate_id=id,
                certificate_number=number,
                reason_code=act.reason,
                withdrawn_at=act.at,
            )
