"""What has been announced about the issuers."""

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.issuers.domain.identity import IssuerDocument
from certification.issuers.store.documents import add_document
from certification.issuers.store.documents import newest_document as newest_document
from certification.issuers.store.holdings import DOCUMENTS as DOCUMENTS
from contracts.certification import IssuerKeysChanged


async def put_back(tx: AsyncConnection, said: IssuerKeysChanged) -> None:
    """A version that was announced before the database was put back to before it."""
    newest = await newest_document(tx, said.issuer)
    if newest is None or newest.version < said.version:
        facts = (said.issuer, said.body, said.version, said.document, said.changed_at)
        await add_document(tx, IssuerDocument(*facts))
