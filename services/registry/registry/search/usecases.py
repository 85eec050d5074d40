"""Finding published labels."""

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock
from registry.labels.domain.label import Label
from registry.search.domain import Criteria
from registry.search.store import published as published


async def of_product(tx: AsyncConnection, gtin: str, limit: int) -> list[Label]:
    """The newest labels of the product with this GTIN."""
    return await published(tx, Criteria(at=clock.now(), limit=limit, gtin=gtin))
