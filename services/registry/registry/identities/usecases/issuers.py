"""Take note of the keys that a body signs with; the sequencer makes them public."""

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock
from chassis.refusals import Conflict, Invalid
from contracts.certification import IssuerKeysChanged
from registry.identities.domain.did import DidVersion
from registry.identities.domain.signed import dig, parse_json
from registry.identities.store import dids
from registry.log.domain.pending import PendingKind
from registry.log.usecases import queue


class IssuerDocumentUnfit(Invalid):
    """The document is not the DID document of the issuer that sent it."""

    zh = "{issuer} 的 DID 文档无效:文档中的 id 与签发者不一致。"
    en = "This is not the DID document of {issuer}: the id in the document differs."


class IssuerDocumentChanged(Conflict):
    """A version that is recorded already came again with another text."""

    zh = "{issuer} 的 DID 文档第 {version} 版已登记,内容不可更改;请以新版本号发布。"
    en = "Version {version} of {issuer} is recorded and cannot change; publish a new version."


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
    await queue.add(tx, PendingKind.DID_DOCUMENT, f"{event.issuer}#{event.version}", clock.now())
