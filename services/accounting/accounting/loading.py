"""Loading packs: validated data in, and nothing changes the second time."""

from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.analysis.usecases import packs as analysis
from accounting.factors.usecases import packs as factors
from accounting.impact.usecases import notices
from accounting.inventory.usecases import packs as inventory
from accounting.products.usecases import packs as products


async def load(tx: AsyncConnection, folder: Path) -> int:
    """Load every category, factor library and GWP set below `folder`; how many were new.

    Raises `PackChanged` when a version that was loaded before has other content now.
    """
    before = await notices.published(tx)
    added = await products.load(tx, folder)
    added += await factors.load(tx, folder / "factors")
    added += await analysis.load(tx, folder)
    added += await inventory.load(tx, folder / "categories")
    await notices.notice(tx, before)
    return sum(added)
