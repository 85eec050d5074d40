"""What accounting does when other services tell it something."""

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.usecases import calculations as usecases
from chassis.consumer import Consumer
from contracts.certification import ApplicationSubmitted

consumer = Consumer()


@consumer.on(ApplicationSubmitted)
async def admit_body(event: ApplicationSubmitted, tx: AsyncConnection) -> None:
    """Applying to a body is the enterprise's consent that it reads that calculation."""
    await usecases.admit_body(
        tx,
        event.calculation_id,
        enterprise=event.enterprise,
        body=event.body,
        application=event.application_id,
    )
