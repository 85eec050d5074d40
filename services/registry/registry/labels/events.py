"""What labels hear: certification decided something about a certificate."""

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.consumer import Consumer
from contracts.certification import (
    CertificateCancelled,
    CertificateIssued,
    CertificateReinstated,
    CertificateReplaced,
    CertificateSuspended,
    CertificateWithdrawn,
)
from registry.labels.usecases import registrations
from registry.labels.usecases.registrations import BitChange
from registry.status.domain.status_list import Purpose

consumer = Consumer()


@consumer.on(CertificateIssued)
async def register_label(event: CertificateIssued, tx: AsyncConnection) -> None:
    """A signed certificate gets its label number and waits for the log."""
    await registrations.register_label(tx, event)


@consumer.on(CertificateSuspended)
async def suspend(event: CertificateSuspended, tx: AsyncConnection) -> None:
    """A suspension sets the certificate's bit in the suspension list."""
    change = BitChange(Purpose.SUSPENSION, True, event.suspended_at, event.reason_code)
    await registrations.change_status(tx, event.certificate_id, change)


@consumer.on(CertificateReinstated)
async def reinstate(event: CertificateReinstated, tx: AsyncConnection) -> None:
    """A reinstatement clears it again."""
    change = BitChange(Purpose.SUSPENSION, False, event.reinstated_at)
    await registrations.change_status(tx, event.certificate_id, change)


@consumer.on(CertificateWithdrawn)
async def withdraw(event: CertificateWithdrawn, tx: AsyncConnection) -> None:
    """A withdrawal sets the certificate's bit in the revocation list, for good."""
    change = BitChange(Purpose.REVOCATION, True, event.withdrawn_at, event.reason_code)
    await registrations.change_status(tx, event.certificate_id, change)


@consumer.on(CertificateCancelled)
async def cancel(event: CertificateCancelled, tx: AsyncConnection) -> None:
    """A cancellation does the same, and is told apart from a sanction."""
    change = BitChange(
        Purpose.REVOCATION, True, event.cancelled_at, event.reason_code, is_cancellation=True
    )
    await registrations.change_status(tx, event.certificate_id, change)


@consumer.on(CertificateReplaced)
async def replace(event: CertificateReplaced, tx: AsyncConnection) -> None:
    """So does a replacement, and the old label points to the new one."""
    change = BitChange(
        Purpose.REVOCATION,
        True,
        event.replaced_at,
        event.reason_code,
        is_cancellation=True,
        replaced_by=event.replaced_by,
    )
    await registrations.change_status(tx, event.certificate_id, change)
