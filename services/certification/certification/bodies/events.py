"""What bodies hear: a certification body was enrolled, or renamed."""

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.bodies.domain import Body
from certification.bodies.usecases import bodies
from chassis.consumer import Consumer
from contracts.event import of_this_tenant
from contracts.gateway import OrganisationChanged
from packs.region import Role

consumer = Consumer()


@consumer.on(OrganisationChanged)
async def keep_body(event: OrganisationChanged, tx: AsyncConnection) -> None:
    """Keep a body that takes part; one that no longer does stays named in its files."""
    is_body = event.role == Role.CERTIFICATION_BODY and of_this_tenant(event.sample)
    if is_body and event.is_active:
        await bodies.load(tx, [Body(event.organisation, event.name_zh, event.name_en)])
