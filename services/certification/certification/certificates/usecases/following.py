"""What follows by itself when a date about a certificate has passed.

Suspension, then notice, then withdrawal: each with its clock, and the holder may be heard between.
"""

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.certificates.domain.certificate import CertificateFile
from certification.certificates.domain.states import (
    CancellationReason,
    CertificateState,
    SuspensionReason,
    WithdrawalReason,
)
from certification.certificates.usecases import changes, obligations, proceedings
from certification.certificates.usecases.certificates import find_certificate
from certification.duties.domain.duty import Duty, DutyKind, Follow
from certification.duties.usecases import duties
from certification.values.domain.sight import Sight
from chassis import clock


async def fail_visit(tx: AsyncConnection, file: CertificateFile) -> None:
    """After a failed visit a valid certificate is suspended, a suspended one to be withdrawn."""
    match file.state(clock.now()):
        case CertificateState.VALID:
            reason = SuspensionReason.VISIT_FAILED
            await changes.suspend_by_itself(tx, file, reason, "获证后监督不合格,自动暂停")
        case _ if not await obligations.is_open(tx, file, *obligations.WITHDRAWING):
            note = "暂停期间监督仍不合格,拟撤销证书"
            await proceedings.intend_withdrawal(tx, file, note)


async def _miss_visit(tx: AsyncConnection, duty: Duty) -> None:
    """The regulator is told, and urges the body."""
    await duties.oblige(tx, DutyKind.OVERDUE_SURVEILLANCE, duty.matter)


async def _miss_overdue_visit(tx: AsyncConnection, duty: Duty) -> None:
    file = await _file(tx, duty)
    if file.state(clock.now()) is CertificateState.VALID:
        reason = SuspensionReason.NOT_VISITED
        await changes.suspend_by_itself(tx, file, reason, "监督逾期未实施,自动暂停")


async def _end_suspension(tx: AsyncConnection, duty: Duty) -> None:
    file = await _file(tx, duty)
    if file.state(clock.now()) is CertificateState.SUSPENDED:
        await proceedings.intend_withdrawal(tx, file, "暂停期满未恢复,拟撤销证书")


async def _end_hearing(tx: AsyncConnection, duty: Duty) -> None:
    """Nobody was heard, or nobody decided after that: what was intended comes about."""
    file = await _file(tx, duty)
    if file.is_in_force(clock.now()):
        reason = WithdrawalReason.NOT_RECTIFIED
        await changes.withdraw(tx, file, reason, "告知期满,证书撤销")


async def _end_cancellation(tx: AsyncConnection, duty: Duty) -> None:
    file = await _file(tx, duty)
    if file.is_in_force(clock.now()):
        reason = CancellationReason.GIVEN_UP
        await changes.cancel_by_itself(tx, file, reason, "持证人申请注销,期满办结")


async def _expire(tx: AsyncConnection, duty: Duty) -> None:
    """State 05 needs no act; what hangs on the certificate ends."""
    await obligations.end(tx, (await _file(tx, duty)).certificate, duty.due_at)


async def _remind(_: AsyncConnection, __: Duty) -> None:
    """Nothing follows: the date was a reminder, or the end of the archive."""


async def _file(tx: AsyncConnection, duty: Duty) -> CertificateFile:
    return await find_certificate(tx, str(duty.matter.id), Sight())


FOLLOW: dict[DutyKind, Follow] = {
    DutyKind.SURVEILLANCE_VISIT: _miss_visit,
    DutyKind.OVERDUE_SURVEILLANCE: _miss_overdue_visit,
    DutyKind.SUSPENSION_END: _end_suspension,
    DutyKind.HEARING: _end_hearing,
    DutyKind.HEARING_DECISION: _end_hearing,
    DutyKind.CANCELLATION: _end_cancellation,
    DutyKind.RECERTIFICATION: _remind,
    DutyKind.EXPIRY: _expire,
    DutyKind.ARCHIVE: _remind,
}
