"""What is plausible for a category's products, and the template to begin one from."""

from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.inventory.domain.category_templates import CategoryTemplate, read_template
from accounting.inventory.domain.plausibility import PlausibilityPack, read_plausibility
from accounting.products.usecases import packs


async def load(tx: AsyncConnection, folder: Path) -> list[bool]:
    """Load both for every category below `folder`; which were new. Raises `PackChanged`."""
    added = []
    for file in sorted(folder.glob("*/plausibility.yaml")):
        pack, sha256 = read_plausibility(file.read_text("utf-8"))
        added.append(await packs.add(tx, f"plausibility:{pack.category}", pack, sha256))
    for file in sorted(folder.glob("*/template.json")):
        template, sha256 = read_template(file.read_text("utf-8"))
        added.append(await packs.add(tx, f"template:{template.category}", template, sha256))
    return added


async def plausibility(tx: AsyncConnection, category: str) -> PlausibilityPack | None:
    """A category may have no bounds."""
    return await packs.newest(tx, f"plausibility:{category}", PlausibilityPack)


async def template(tx: AsyncConnection, category: str) -> CategoryTemplate | None:
    """A category may have no template."""
    return await packs.newest(tx, f"template:{category}", CategoryTemplate)
