"""Categories: loaded by an operator, read by whoever needs them."""

from collections.abc import Iterable

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.catalogue.store import categories
from certification.catalogue.store.categories import get_category as get_category
from packs.models import CategoryPack


async def load(tx: AsyncConnection, packs: Iterable[CategoryPack]) -> None:
    """Keep the newest version of each category. Raises `PackChanged`."""
    for pack in packs:
        await categories.save_category(tx, pack)
