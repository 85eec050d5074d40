"""?"""

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.inventory.domain.category_templates import CategoryTemplate
from accounting.inventory.domain.plausibility import PlausibilityPack
from accounting.products.store.packs import newest_version


async def plausibility(tx: AsyncConnection, category: str) -> PlausibilityPack | None:
    """A category may have no bounds."""
    found = await newest_version(tx, f"plausibility:{category}")
    return None if found is None else PlausibilityPack.model_validate(found)


async def template(tx: AsyncConnection, category: str) -> CategoryTemplate | None:
    """A category may have no template."""
    found = await newest_version(tx, f"template:{category}")
    return None if found is None else CategoryTemplate.model_validate(found)
