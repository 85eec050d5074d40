"""What changes the worth of a certificate after it was granted, and what that brings with it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.bodies.domain import Person
from certification.certificates.domain.acts import (
    BY_ITSELF,
    Act,
    Cancellation,
    Reinstatement,
    Successor,
    Suspension,
    Withdrawal,
)
from certification.certificates.domain.announcing import announcement
from certification.certificates.domain.certificate import CertificateFile
from certification.certificates.domain.proceedings import CancellationNotRequested
from certification.certificates.domain.states import (
    CancellationReason,
    SuspensionReason,
    WithdrawalReason,
)
from certification.certificates.store import certificates
from certification.certificates.usecases import obligations
from certification.certificates.usecases.certificates import find_certificate
from certification.certificates.usecases.reasons import words_of
from certification.duties.domain.duty import DutyKind
from certification.duties.usecases import duties
from certification.values.domain.sight import Sight
from certification.values.store.locks import hold
from chassis import clock, generations, outbox


@dataclass(frozen=True)
class SuspensionOrder:
    """Why, and until when, a certificate is to be suspended."""

    reason: SuspensionReason
    until: datetime
    note_zh: str


async def lock(tx: AsyncConnection, name: str, sight: Sight) -> CertificateFile:
    """The certificate, held still: found, locked, and read again as it is now."""
    found = await find_certificate(tx, name, sight)
    await hold(tx, f"certificate {found.certificate.id}")
    return await find_certificate(tx, str(found.certificate.id), sight)


async def suspend(
    tx: AsyncConnection,
    file: CertificateFile,
    order: SuspensionOrder,
    person: Person,
    longest: timedelta,
) -> CertificateFile:
    """Suspend a locked certificate for no longer than `longest`."""
    act = Suspension(order.reason, order.until, person.id, order.note_zh, clock.now())
    return await _add(tx, file, file.suspend(act, longest))


async def suspend_by_itself(
    tx: AsyncConnection, file: CertificateFile, reason: SuspensionReason, note_zh: str
) -> CertificateFile:
    """Suspend a valid certificate because of what happened, for the region's term."""
    now = clock.now()
    term = await duties.end_of_term(tx, DutyKind.SUSPENSION_END, now)
    until = min(term, file.certificate.valid_until)
    act = Suspension(reason, until, BY_ITSELF, note_zh, now)
    return await _add(tx, file, file.suspend(act, until - now))


async def reinstate(
    tx: AsyncConnection, file: CertificateFile, note_zh: str, person: Person
) -> CertificateFile:
    """End a suspension, and with it a withdrawal that was intended."""
    return await _add(tx, file, file.reinstate(Reinstatement(person.id, note_zh, clock.now())))


async def withdraw(
    tx: AsyncConnection,
    file: CertificateFile,
    reason: WithdrawalReason,
    note_zh: str,
    person: str = BY_ITSELF,
) -> CertificateFile:
    """Void a certificate for good, and public at once."""
    act = Withdrawal(reason, person, note_zh, clock.now())
    return await _add(tx, file, file.end(act))


async def cancel(
    tx: AsyncConnection,
    file: CertificateFile,
    reason: CancellationReason,
    note_zh: str,
    person: Person,
) -> CertificateFile:
    """Void a certificate for good because its holder asked for it (注销, state 04)."""
    act = file.end(Cancellation(reason, person.id, note_zh, clock.now()))
    if not await obligations.is_open(tx, file, DutyKind.CANCELLATION):
        raise CancellationNotRequested(number=file.certificate.number)
    await duties.discharge(tx, file.certificate.id, DutyKind.CANCELLATION)
    return await _add(tx, file, act)


async def cancel_by_itself(
    tx: AsyncConnection,
    file: CertificateFile,
    reason: CancellationReason,
    note_zh: str,
    successor: Successor | None = None,
) -> CertificateFile:
    """Void a certificate for good because the holder's wish, or a new one, came into its own."""
    act = Cancellation(reason, BY_ITSELF, note_zh, clock.now(), successor)
    return await _add(tx, file, file.end(act))


async def _add(tx: AsyncConnection, file: CertificateFile, act: Act) -> CertificateFile:
    await generations.note(tx, {})
    await certificates.add_act(tx, file.certificate.id, len(file.acts), act)
    await outbox.append(tx, announcement(file, act, await words_of(tx, act)))
    await obligations.follow_act(tx, file, act)
    return replace(file, acts=(*file.acts, act))
