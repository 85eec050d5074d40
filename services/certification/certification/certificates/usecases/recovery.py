"""Put back what was said about certificates before the database was put back.

What was signed is never signed again with other bytes, no act on a certificate is undone, and no
number is given twice.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.certificates.domain.acts import (
    Act,
    Cancellation,
    Reinstatement,
    Successor,
    Suspension,
    Withdrawal,
)
from certification.certificates.domain.certificate import Certificate, Signature
from certification.certificates.domain.signing import Opened, opened
from certification.certificates.domain.states import (
    CancellationReason,
    ReplacementReason,
    SuspensionReason,
    WithdrawalReason,
)
from certification.certificates.store import certificates, reviewers, signatures
from certification.certificates.usecases import obligations
from certification.issuers.usecases import documents
from certification.values.domain.sight import Sight
from chassis import generations
from contracts.certification import (
    CertificateCancelled,
    CertificateIssued,
    CertificateReinstated,
    CertificateReplaced,
    CertificateSuspended,
    CertificateWithdrawn,
)

ActEvent = (
    CertificateSuspended
    | CertificateReinstated
    | CertificateWithdrawn
    | CertificateCancelled
    | CertificateReplaced
)
_SERIES = "certificates of"
_PERSON, _NOTE_ZH = "(restored)", "数据库恢复后由已发布的事件补录"


async def remember_serial(tx: AsyncConnection, body: str, year: int, serial: int) -> None:
    """Write a number down beside the database before anybody is told of it."""
    await generations.note(tx, {f"{_SERIES} {body} {year}": serial})


async def move_series(tx: AsyncConnection, marks: Mapping[str, Any]) -> None:
    """Have each series go on beyond the largest number that anybody was told of."""
    for name, serial in marks.items():
        if name.startswith(_SERIES):
            body, year = name.removeprefix(_SERIES).split()
            await certificates.move_series(tx, body, int(year), serial)


async def move_beyond(tx: AsyncConnection, issued: CertificateIssued) -> None:
    """Have the series of a certificate go on beyond its number."""
    _, _, year, serial = issued.certificate_number.split("-")
    await certificates.move_series(tx, issued.body, int(year), int(serial))


async def authentic(tx: AsyncConnection, issued: CertificateIssued) -> Opened | None:
    """The credential, if one of the keys that its body announced verifies it."""
    newest = await documents.newest_document(tx, issued.issuer)
    return opened(issued.credential, newest.document, issued.payload_sha256) if newest else None


async def is_known(tx: AsyncConnection, issued: CertificateIssued) -> bool:
    return await certificates.find(tx, issued.certificate_id, Sight()) is not None


async def put_back(
    tx: AsyncConnection, certificate: Certificate, reviewed_by: frozenset[str]
) -> None:
    """The certificate as it was decided, with what it brings with it."""
    await certificates.add(tx, certificate)
    await reviewers.add(tx, certificate.id, reviewed_by)
    await obligations.begin(tx, certificate)


async def put_back_signature(
    tx: AsyncConnection, issued: CertificateIssued, signed: Opened
) -> None:
    """The very bytes that were signed; the certificate leaves the line, and is not signed again."""
    file = await certificates.find(tx, issued.certificate_id, Sight())
    if file and file.signature is None:
        signature = Signature(issued.credential, signed.key_id, issued.issued_at)
        await signatures.add(tx, issued.certificate_id, signature)


async def put_back_act(tx: AsyncConnection, event: ActEvent) -> bool:
    """What was decided about a certificate after it was granted; False where that is unknown."""
    file = await certificates.find(tx, event.certificate_id, Sight())
    if file is None:
        return False
    act = _act(event)
    if act.at not in {known.at for known in file.acts}:
        await certificates.add_act(tx, event.certificate_id, len(file.acts), act)
        await obligations.follow_act(tx, file, act)
    return True


def _act(event: ActEvent) -> Act:
    match event:
        case CertificateSuspended():
            reason, until = SuspensionReason(event.reason_code), event.suspended_until
            return Suspension(reason, until, _PERSON, _NOTE_ZH, event.suspended_at)
        case CertificateReinstated():
            return Reinstatement(_PERSON, _NOTE_ZH, event.reinstated_at)
        case CertificateWithdrawn():
            reason_ = WithdrawalReason(event.reason_code)
            return Withdrawal(reason_, _PERSON, _NOTE_ZH, event.withdrawn_at)
        case CertificateCancelled():
            wish = CancellationReason(event.reason_code)
            return Cancellation(wish, _PERSON, _NOTE_ZH, event.cancelled_at)
        case CertificateReplaced():
            successor = Successor(event.replaced_by, ReplacementReason(event.replacement_code))
            ended = CancellationReason.REPLACED
            return Cancellation(ended, _PERSON, _NOTE_ZH, event.replaced_at, successor)
