"""A new certificate takes the place of an old one: the old one ends when the new one is signed."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.certificates.domain.acts import Successor
from certification.certificates.domain.certificate import Certificate, CertificateFile
from certification.certificates.domain.proceedings import WithdrawalIntended
from certification.certificates.domain.states import CancellationReason, ReplacementReason
from certification.certificates.usecases import changes, obligations
from certification.certificates.usecases.certificates import find_certificate
from certification.duties.domain.duty import DutyKind
from certification.duties.usecases import duties
from certification.values.domain.sight import Sight
from chassis import clock


async def open_replacement(
    tx: AsyncConnection, number: str, why: ReplacementReason, enterprise: str, at: datetime
) -> CertificateFile:
    """A certificate that its holder wants replaced, held still; not one that is to be withdrawn."""
    file = await changes.lock(tx, number, Sight(enterprise=enterprise))
    file.check_in_force(at)
    if await obligations.is_open(tx, file, *obligations.WITHDRAWING):
        raise WithdrawalIntended(number=file.certificate.number)
    if why is ReplacementReason.RECERTIFICATION:
        await duties.discharge(tx, file.certificate.id, DutyKind.RECERTIFICATION)
    return file


async def number_replaced_by(tx: AsyncConnection, certificate: Certificate) -> str | None:
    """Number of the certificate whose place this one takes."""
    if certificate.replaces is None:
        return None
    return (await find_certificate(tx, str(certificate.replaces), Sight())).certificate.number


async def end_replaced(tx: AsyncConnection, certificate: Certificate) -> None:
    """End the certificate whose place a signed one takes, if it is still in force."""
    if certificate.replaces is None or certificate.replacement is None:
        return
    old = await changes.lock(tx, str(certificate.replaces), Sight())
    if old.is_in_force(clock.now()):
        successor = Successor(certificate.number, certificate.replacement)
        note = f"已换发证书 {certificate.number}"
        await changes.cancel_by_itself(tx, old, CancellationReason.REPLACED, note, successor)
