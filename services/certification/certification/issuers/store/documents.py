"""DID documents of the issuers, every version."""

from dataclasses import asdict

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from certification.issuers.domain.identity import IssuerDocument
from certification.issuers.store.tables import issuer_document


async def newest_document(tx: AsyncConnection, issuer: str) -> IssuerDocument | None:
    """The DID document of an issuer that was announced last."""
    mine = select(issuer_document).where(issuer_document.c.issuer == issuer)
    last = mine.order_by(issuer_document.c.version.desc()).limit(1)
    row = (await tx.execute(last)).mappings().one_or_none()
    return IssuerDocument(**row) if row else None


async def add_document(tx: AsyncConnection, document: IssuerDocument) -> None:
    await tx.execute(insert(issuer_document).values(asdict(document)))
