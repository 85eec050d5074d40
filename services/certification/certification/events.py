"""What certification does when other services say something happened."""

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.store import footprints
from chassis.consumer import Consumer
from contracts.accounting import FootprintSealed

consumer = Consumer()


@consumer.on(FootprintSealed)
async def keep_footprint(event: FootprintSealed, tx: AsyncConnection) -> None:
    """Keep what may now be certified. A seal never changes, so the first copy stands."""
    await footprints.add(tx, event)
