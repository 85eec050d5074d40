"""The products that were published until a moment, for whoever counts."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncConnection

from certification.catalogue.domain.nomination import ActKind
from certification.catalogue.store.tables import nomination, nomination_act

Listed = tuple[str, UUID, str, str, bool]
"""Enterprise, product, category, division, and whether it still stood on the list."""


async def listed_until(tx: AsyncConnection, at: datetime) -> list[Listed]:
    """Every product of a batch that was published before a moment."""
    later = nomination_act.alias()
    withdrawn = exists().where(
        later.c.nomination_id == nomination.c.id,
        later.c.kind == ActKind.WITHDRAWAL,
        later.c.at < at,
    )
    wanted = (
        select(
            nomination.c.enterprise,
            nomination.c.product_id,
            nomination.c.category,
            nomination.c.division,
            ~withdrawn,
        )
        .join(nomination_act, nomination_act.c.nomination_id == nomination.c.id)
        .where(nomination_act.c.kind == ActKind.PUBLICATION, nomination_act.c.at < at)
    )
    return [(row[0], row[1], row[2], row[3], row[4]) for row in (await tx.execute(wanted)).all()]
