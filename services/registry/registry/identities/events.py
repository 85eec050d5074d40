"""What identities hear: the keys of a body changed."""

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.consumer import Consumer
from contracts.certification import IssuerKeysChanged
from registry.identities.usecases import issuers

consumer = Consumer()


@consumer.on(IssuerKeysChanged)
async def record_issuer(event: IssuerKeysChanged, tx: AsyncConnection) -> None:
    """Every version of a body's DID document is published and logged."""
    await issuers.record_issuer(tx, event)
