"""Sealed footprints, as accounting announced them."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from certification.footprints.store.tables import footprint
from contracts.accounting import FootprintSealed


async def add(tx: AsyncConnection, sealed: FootprintSealed) -> None:
    """Keep a sealed footprint; the first announcement of a calculation stands."""
    row = {
        "calculation_id": sealed.calculation_id,
        "enterprise": sealed.product.enterprise,
        "event": sealed.model_dump(mode="json"),
    }
    await tx.execute(insert(footprint).values(row).on_conflict_do_nothing())


async def find(
    tx: AsyncConnection, calculation_id: UUID, enterprise: str
) -> FootprintSealed | None:
    """A sealed footprint of this enterprise."""
    mine = (footprint.c.calculation_id == calculation_id) & (footprint.c.enterprise == enterprise)
    event = await tx.scalar(select(footprint.c.event).where(mine))
    return FootprintSealed.model_validate(event) if event else None


async def get(tx: AsyncConnection, calculation_id: UUID) -> FootprintSealed:
    """The footprint of an application, so it exists."""
    wanted = select(footprint.c.event).where(footprint.c.calculation_id == calculation_id)
    return FootprintSealed.model_validate((await tx.execute(wanted)).scalar_one())
