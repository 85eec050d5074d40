"""What a body does with its certificates after granting them: suspend, reinstate, withdraw."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.bodies.domain import Person
from certification.certificates.domain.certificate import (
    Act,
    CertificateFile,
    Reinstatement,
    Suspension,
    Withdrawal,
)
from certification.certificates.domain.states import SuspensionReason, WithdrawalReason
from certification.certificates.store import certificates
from certification.certificates.usecases.certificates import find_certificate
from certification.values.store.locks import hold
from chassis import clock, generations, outbox
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
    file = await lock(tx, name, person)
    act = Suspension(order.reason, order.until, person.id, order.note_zh, clock.now())
    return await _add(tx, file, file.suspend(act, longest))


async def reinstate(
    tx: AsyncConnection, name: str, note_zh: str, person: Person
) -> CertificateFile:
    """End a suspension."""
    file = await lock(tx, name, person)
    return await _add(tx, file, file.reinstate(Reinstatement(person.id, note_zh, clock.now())))


async def withdraw(
    tx: AsyncConnection, name: str, reason: WithdrawalReason, note_zh: str, person: Person
) -> CertificateFile:
    """Void a certificate for good, and public at once."""
    file = await lock(tx, name, person)
    act = Withdrawal(reason, person.id, note_zh, clock.now())
    return await _add(tx, file, file.withdraw(act))


async def lock(tx: AsyncConnection, name: str, person: Person) -> CertificateFile:
    """The certificate, held still: found, locked, and read again as it is now."""
    found = await find_certificate(tx, name, person.sight)
    await hold(tx, f"certificate {found.certificate.id}")
    return await find_certificate(tx, str(found.certificate.id), person.sight)


async def _add(tx: AsyncConnection, file: CertificateFile, act: Act) -> CertificateFile:
    await generations.note(tx, {})
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
