"""What regions hear: an organisation takes part, or no longer."""

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.consumer import Consumer
from contracts.event import of_this_tenant
from contracts.gateway import OrganisationChanged
from mutual_recognition.regions import usecases

consumer = Consumer()


@consumer.on(OrganisationChanged)
async def follow_enrolment(event: OrganisationChanged, tx: AsyncConnection) -> None:
    """List a partner region that was enrolled, and only while it takes part."""
    # In the test tenant everybody may subscribe, in the other one no sample.
    if not event.sample or of_this_tenant(True):
        await usecases.follow(tx, event)
