"""The first seal of each product until a moment, for whoever counts."""

from datetime import datetime

from sqlalchemy import DateTime, cast, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from certification.footprints.store.tables import CATEGORY, PRODUCT_ID, footprint
from contracts.accounting import FootprintSealed

_SEALED_AT = cast(footprint.c.event["sealed_at"].astext, DateTime(timezone=True))


async def first_seals(
    tx: AsyncConnection, categories: tuple[str, ...], at: datetime
) -> list[FootprintSealed]:
    """Of each product of these categories the footprint that was sealed first, before `at`."""
    mine = footprint.c.enterprise, PRODUCT_ID
    wanted = (
        select(footprint.c.event)
        .ext(distinct_on(*mine))
        .where(CATEGORY.in_(categories), at > _SEALED_AT)
        .order_by(*mine, _SEALED_AT)
    )
    return [FootprintSealed.model_validate(event) for event in await tx.scalars(wanted)]
