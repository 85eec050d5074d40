"""What footprints hear: accounting sealed one."""

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.footprints import usecases
from chassis.consumer import Consumer
from contracts.accounting import FootprintSealed

consumer = Consumer()


@consumer.on(FootprintSealed)
async def keep_footprint(event: FootprintSealed, tx: AsyncConnection) -> None:
    """Keep what may now be certified."""
    await usecases.hear(tx, event)
