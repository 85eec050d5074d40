"""Take note of what certification decided; the sequencer makes it public."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock
from chassis.refusals import Missing
from contracts.certification import CertificateIssued
from registry.labels.domain.label import LabelNumber, place_of, series_for
from registry.labels.store import labels
from registry.log.domain.pending import PendingKind
from registry.log.usecases import queue
from registry.status.domain.changes import StatusChange
from registry.status.domain.status_list import Purpose
from registry.status.usecases.changes import add_change

_CHINA = ZoneInfo("Asia/Shanghai")


class CertificateUnknown(Missing):
    """No label was registered for this certificate."""

    zh = "证书 {certificate} 尚未登记标识,无法变更其状态;请确认签发事件已送达。"
    en = "No label is registered for certificate {certificate}; check that its issue has arrived."


@dataclass(frozen=True)
class BitChange:
    """What happens to a certificate's place in a status list."""

    purpose: Purpose
    is_set: bool
    at: datetime
    reason_code: str | None = None
    is_cancellation: bool = False
    """Whether the holder gave the certificate up, or a new one took its place."""
    replaced_by: str | None = None
    """Number of the certificate that took its place."""


async def register_label(tx: AsyncConnection, certificate: CertificateIssued) -> LabelNumber:
    """Give a certificate its label number. A certificate has one label, however often it asks."""
    known = await labels.number_of(tx, certificate.certificate_id)
    if known:
        return known
    place_of(certificate)
    year = certificate.issued_at.astimezone(_CHINA).year
    buried = await labels.buried_for(tx, certificate.certificate_number)
    number = buried or await labels.next_number(tx, series_for(certificate, year))
    await labels.add(tx, number, certificate)
    await queue.add(tx, PendingKind.LABEL, str(number), clock.now())
    return number


async def change_status(tx: AsyncConnection, certificate_id: UUID, change: BitChange) -> None:
    """Note that a certificate's bit changes. Raises `CertificateUnknown`."""
    number = await labels.number_of(tx, certificate_id)
    if number is None:
        raise CertificateUnknown(certificate=certificate_id)
    noted = StatusChange(
        str(number),
        change.purpose,
        change.is_set,
        change.at,
        reason_code=change.reason_code,
        is_cancellation=change.is_cancellation,
        replaced_by=change.replaced_by,
    )
    await add_change(tx, noted)
    await queue.add(tx, PendingKind.LABEL, str(number), clock.now())
