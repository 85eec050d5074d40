"""What calculations hear: a body was applied to, or an application came to its end."""

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.calculations.usecases import calculations
from chassis.consumer import Consumer
from contracts.certification import ApplicationEnded, ApplicationSubmitted

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


@consumer.on(ApplicationEnded)
async def end_access(event: ApplicationEnded, tx: AsyncConnection) -> None:
    """What an application let a body read, it reads no longer than that."""
    await calculations.end_access(tx, event.application_id, event.access_until)
