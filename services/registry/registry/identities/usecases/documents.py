"""DID documents as others may see them."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.refusals import Missing
from registry.identities.domain.did import DidVersion
from registry.identities.store import dids
from registry.identities.store.dids import NEWEST as NEWEST
from registry.identities.store.dids import body_dids as body_dids
from registry.identities.store.dids import every_logged as every_logged
from registry.identities.store.dids import latest_logged as latest_logged
from registry.identities.store.dids import logged_from as logged_from
from registry.identities.store.dids import put_back as put_back
from registry.identities.store.holdings import DOCUMENTS as DOCUMENTS
from registry.log.domain.entry import EntryKind
from registry.log.domain.records import Logged
from registry.log.usecases.reading import logged


class IdentityNotFound(Missing):
    """No DID document of this name was published here."""

    zh = "这里没有 {did} 的 DID 文档;请核对机构批准号。"
    en = "There is no DID document of {did} here; check the approval number."


@dataclass(frozen=True)
class LoggedDocument:
    """The newest published version of a DID document, with its proof."""

    version: DidVersion
    logged: Logged


async def did_document(tx: AsyncConnection, did: str) -> DidVersion:
    """The newest logged version of a DID document. Raises `IdentityNotFound`."""
    found = await dids.latest_logged(tx, did)
    if found is None:
        raise IdentityNotFound(did=did)
    return found


async def logged_document(tx: AsyncConnection, did: str) -> LoggedDocument:
    """The same with its proof. Raises `IdentityNotFound`."""
    version = await did_document(tx, did)
    proven = await logged(tx, EntryKind.DID_DOCUMENT, f"{did}#{version.version}")
    if proven is None:
        raise IdentityNotFound(did=did)
    return LoggedDocument(version, proven)
