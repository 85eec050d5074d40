"""What calculations hear: a body was applied to."""

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.calculations.usecases import calculations
from chassis.consumer import Consumer
from contracts.certification import ApplicationSubmitted

consumer = Consumer()


@consumer.on(ApplicationSubmitted)
async def admit_body(event: ApplicationSubmitted, tx: AsyncConnection) -> None:
    """Applying to a body is the enterprise's consent that it reads that calculation."""
    await calculations.admit_body(
        tx,
        event.calculation_id,
        enterprise=event.enterprise,
        body=event.body,
        application=event.application_id,
    )
