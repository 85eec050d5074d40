"""What the registry does when certification decides something: one function per event."""

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.consumer import Consumer
from contracts.certification import (
    CertificateIssued,
    CertificateReinstated,
    CertificateSuspended,
    CertificateWithdrawn,
    IssuerKeysChanged,
)
from registry.domain.status_list import Purpose
from registry.usecases import register
from registry.usecases.register import BitChange

consumer = Consumer()


@consumer.on(CertificateIssued)
async def register_label(event: CertificateIssued, tx: AsyncConnection) -> None:
    """A signed certificate gets its label number and waits for the log."""
    await register.register_label(tx, event)


@consumer.on(CertificateSuspended)
async def suspend(event: CertificateSuspended, tx: AsyncConnection) -> None:
    """A suspension sets the certificate's bit in the suspension list."""
    change = BitChange(Purpose.SUSPENSION, True, event.suspended_at, event.reason_code)
    await register.change_status(tx, event.certificate_id, change)


@consumer.on(CertificateReinstated)
async def reinstate(event: CertificateReinstated, tx: AsyncConnection) -> None:
    """A reinstatement clears it again."""
    change = BitChange(Purpose.SUSPENSION, False, event.reinstated_at)
    await register.change_status(tx, event.certificate_id, change)


@consumer.on(CertificateWithdrawn)
async def withdraw(event: CertificateWithdrawn, tx: AsyncConnection) -> None:
    """A withdrawal sets the certificate's bit in the revocation list, for good."""
    change = BitChange(Purpose.REVOCATION, True, event.withdrawn_at, event.reason_code)
    await register.change_status(tx, event.certificate_id, change)


@consumer.on(IssuerKeysChanged)
async def record_issuer(event: IssuerKeysChanged, tx: AsyncConnection) -> None:
    """Every version of a body's DID document is published and logged."""
    await register.record_issuer(tx, event)
