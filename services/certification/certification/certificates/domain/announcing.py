"""What everybody is told of an act on a certificate."""

from certification.certificates.domain.acts import (
    BY_ITSELF,
    Act,
    Cancellation,
    Reinstatement,
    Successor,
    Suspension,
    Withdrawal,
)
from certification.certificates.domain.certificate import CertificateFile
from contracts.certification import (
    CertificateCancelled,
    CertificateReinstated,
    CertificateReplaced,
    CertificateSuspended,
    CertificateWithdrawn,
    DecidedBy,
    ReasonWords,
)
from contracts.event import Event

BASIS = "认证认可条例第二十六条"
"""Regulations on Certification and Accreditation, article 26: suspend or withdraw, and publish."""


def announcement(file: CertificateFile, act: Act, words: ReasonWords | None) -> Event:
    """The event of an act; `words` are those of its reason code, where it has one."""
    id, number = file.certificate.id, file.certificate.number
    decided_by = DecidedBy.PLATFORM if act.person == BY_ITSELF else DecidedBy.BODY
    match act:
        case Suspension():
            return CertificateSuspended(
                certificate_id=id,
                certificate_number=number,
                reason_code=act.reason,
                suspended_at=act.at,
                suspended_until=act.until,
                decided_by_role=decided_by,
                reason_words=words,
                basis=BASIS,
            )
        case Reinstatement():
            return CertificateReinstated(
                certificate_id=id,
                certificate_number=number,
                reinstated_at=act.at,
                decided_by_role=decided_by,
            )
        case Withdrawal():
            return CertificateWithdrawn(
                certificate_id=id,
                certificate_number=number,
                reason_code=act.reason,
                withdrawn_at=act.at,
                decided_by_role=decided_by,
                reason_words=words,
                basis=BASIS,
            )
        case Cancellation(successor=Successor() as successor):
            return CertificateReplaced(
                certificate_id=id,
                certificate_number=number,
                replaced_by=successor.number,
                replacement_code=successor.why,
                reason_code=act.reason,
                replaced_at=act.at,
            )
        case Cancellation():
            return CertificateCancelled(
                certificate_id=id,
                certificate_number=number,
                reason_code=act.reason,
                cancelled_at=act.at,
                decided_by_role=decided_by,
                reason_words=words,
            )
