"""What publications hear: what became of the certificates that they may name."""

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.publications.domain.certificate import ActKind, Certificate
from accounting.publications.usecases import certificates
from chassis.consumer import Consumer
from contracts.certification import (
    CertificateCancelled,
    CertificateIssued,
    CertificateReinstated,
    CertificateReplaced,
    CertificateSuspended,
    CertificateWithdrawn,
)

consumer = Consumer()


@consumer.on(CertificateIssued)
async def learn_of_certificate(event: CertificateIssued, tx: AsyncConnection) -> None:
    """A footprint whose calculation is certified says so."""
    certificate = Certificate(
        id=event.certificate_id,
        calculation=event.calculation_id,
        seal=event.seal,
        number=event.certificate_number,
        scheme=event.scheme.value,
        body=event.body,
        body_name_zh=event.body_name_zh,
        body_name_en=event.body_name_en,
        issuer=event.issuer,
        rule=f"{event.rule_code} {event.rule_version}",
        standard=event.standard,
        valid_from=event.valid_from,
        valid_until=event.valid_until,
    )
    await certificates.learn(tx, certificate)


@consumer.on(CertificateSuspended)
async def suspend(event: CertificateSuspended, tx: AsyncConnection) -> None:
    """While a certificate is suspended, no footprint names it."""
    id, at = event.certificate_id, event.suspended_at
    await certificates.note(tx, id, ActKind.SUSPENDED, at)


@consumer.on(CertificateReinstated)
async def reinstate(event: CertificateReinstated, tx: AsyncConnection) -> None:
    """A certificate that stands again is named again."""
    id, at = event.certificate_id, event.reinstated_at
    await certificates.note(tx, id, ActKind.REINSTATED, at)


@consumer.on(CertificateWithdrawn)
async def withdraw(event: CertificateWithdrawn, tx: AsyncConnection) -> None:
    """A withdrawn certificate verifies nothing any more."""
    id, at = event.certificate_id, event.withdrawn_at
    await certificates.note(tx, id, ActKind.WITHDRAWN, at)


@consumer.on(CertificateCancelled)
async def cancel(event: CertificateCancelled, tx: AsyncConnection) -> None:
    """Nor does one that its holder gave up."""
    id, at = event.certificate_id, event.cancelled_at
    await certificates.note(tx, id, ActKind.WITHDRAWN, at)


@consumer.on(CertificateReplaced)
async def replace(event: CertificateReplaced, tx: AsyncConnection) -> None:
    """Nor does one whose place another took; that one was announced itself."""
    id, at = event.certificate_id, event.replaced_at
    await certificates.note(tx, id, ActKind.WITHDRAWN, at)
