"""Before a certificate is withdrawn its holder is told and may be heard; it may also give it up."""

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.certificates.domain.acts import BY_ITSELF
from certification.certificates.domain.certificate import CertificateFile
from certification.certificates.domain.proceedings import (
    CancellationAlreadyRequested,
    NothingToStateTo,
    Proceeding,
    ProceedingKind,
    WithdrawalIntended,
)
from certification.certificates.store import proceedings
from certification.certificates.usecases import obligations
from certification.certificates.usecases.changes import lock
from certification.duties.domain.duty import DutyKind
from certification.duties.usecases import duties
from certification.values.domain.sight import Sight
from chassis import clock


async def intend_withdrawal(tx: AsyncConnection, file: CertificateFile, note_zh: str) -> None:
    """Tell the holder that the certificate is to be withdrawn; the time to be heard begins.

    A holder cannot avoid the sanction by giving the certificate up meanwhile.
    """
    notice = Proceeding(ProceedingKind.WITHDRAWAL_NOTICE, BY_ITSELF, note_zh, clock.now())
    await _add(tx, file, notice)
    await duties.drop(tx, file.certificate.id, DutyKind.SUSPENSION_END, DutyKind.CANCELLATION)
    await duties.oblige(tx, DutyKind.HEARING, obligations.matter_of(file.certificate))


async def make_statement(
    tx: AsyncConnection, name: str, enterprise: str, client: str, note_zh: str
) -> CertificateFile:
    """The holder is heard; somebody of the body, new to the case, has to decide then."""
    file = await lock(tx, name, Sight(enterprise=enterprise))
    if not await obligations.is_open(tx, file, DutyKind.HEARING):
        raise NothingToStateTo(number=file.certificate.number)
    await duties.discharge(tx, file.certificate.id, DutyKind.HEARING)
    await duties.oblige(tx, DutyKind.HEARING_DECISION, obligations.matter_of(file.certificate))
    return await _add(tx, file, Proceeding(ProceedingKind.STATEMENT, client, note_zh, clock.now()))


async def request_cancellation(
    tx: AsyncConnection, name: str, enterprise: str, client: str, note_zh: str
) -> CertificateFile:
    """The holder wishes the certificate cancelled; the body does it, or it follows by itself."""
    file = await lock(tx, name, Sight(enterprise=enterprise))
    file.check_in_force(clock.now())
    number = file.certificate.number
    if await obligations.is_open(tx, file, *obligations.WITHDRAWING):
        raise WithdrawalIntended(number=number)
    if await obligations.is_open(tx, file, DutyKind.CANCELLATION):
        raise CancellationAlreadyRequested(number=number)
    await duties.oblige(tx, DutyKind.CANCELLATION, obligations.matter_of(file.certificate))
    wish = Proceeding(ProceedingKind.CANCELLATION_REQUEST, client, note_zh, clock.now())
    return await _add(tx, file, wish)


async def _add(tx: AsyncConnection, file: CertificateFile, new: Proceeding) -> CertificateFile:
    await proceedings.add(tx, file.certificate.id, len(file.proceedings), new)
    return replace(file, proceedings=(*file.proceedings, new))
