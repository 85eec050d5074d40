"""Take note of what certification decided; the sequencer makes it public."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock
from chassis.refusals import Conflict, Invalid, Missing
from contracts.certification import CertificateIssued, IssuerKeysChanged
from registry.domain.label import LabelNumber, series_for
from registry.domain.signed import dig, parse_json
from registry.domain.status_list import Purpose, require_index
from registry.store import dids, labels, pending, status
from registry.store.dids import DidVersion
from registry.store.pending import PendingKind
from registry.store.status import StatusChange

_CHINA = ZoneInfo("Asia/Shanghai")


class CertificateUnknown(Missing):
    """No label was registered for this certificate."""

    zh = "证书 {certificate} 尚未登记标识,无法变更其状态;请确认签发事件已送达。"
    en = "No label is registered for certificate {certificate}; check that its issue has arrived."


class IssuerDocumentUnfit(Invalid):
    """The document is not the DID document of the issuer that sent it."""

    zh = "{issuer} 的 DID 文档无效:文档中的 id 与签发者不一致。"
    en = "This is not the DID document of {issuer}: the id in the document differs."


class IssuerDocumentChanged(Conflict):
    """A version that is recorded already came again with another text."""

    zh = "{issuer} 的 DID 文档第 {version} 版已登记,内容不可更改;请以新版本号发布。"
    en = "Version {version} of {issuer} is recorded and cannot change; publish a new version."


@dataclass(frozen=True)
class BitChange:
    """What happens to a certificate's place in a status list."""

    purpose: Purpose
    is_set: bool
    at: datetime
    reason_code: str | None = None


async def register_label(tx: AsyncConnection, certificate: CertificateIssued) -> LabelNumber:
    """Give a certificate its label number. A certificate has one label, however often it asks."""
    known = await labels.number_of(tx, certificate.certificate_id)
    if known:
        return known
    require_index(certificate.status_index)
    year = certificate.issued_at.astimezone(_CHINA).year
    number = await labels.next_number(tx, series_for(certificate, year))
    await labels.add(tx, number, certificate)
    await pending.add(tx, PendingKind.LABEL, str(number), clock.now())
    return number


async def change_status(tx: AsyncConnection, certificate_id: UUID, change: BitChange) -> None:
    """Note that a certificate's bit changes. Raises `CertificateUnknown`."""
    number = await labels.number_of(tx, certificate_id)
    if number is None:
        raise CertificateUnknown(certificate=certificate_id)
    noted = StatusChange(
        str(number), change.purpose, change.is_set, change.at, reason_code=change.reason_code
    )
    await status.add_change(tx, noted)
    await pending.add(tx, PendingKind.LABEL, str(number), clock.now())


async def record_issuer(tx: AsyncConnection, event: IssuerKeysChanged) -> None:
    """Record a version of a body's DID document.

    Raises `IssuerDocumentUnfit` or `IssuerDocumentChanged`.
    """
    if dig(parse_json(event.document), "id") != event.issuer:
        raise IssuerDocumentUnfit(issuer=event.issuer)
    known = await dids.version(tx, event.issuer, event.version)
    if known and known.document != event.document:
        raise IssuerDocumentChanged(issuer=event.issuer, version=event.version)
    if known:
        return
    await dids.add(tx, DidVersion(event.issuer, event.version, event.document, event.changed_at))
    await pending.add(tx, PendingKind.DID_DOCUMENT, f"{event.issuer}#{event.version}", clock.now())
