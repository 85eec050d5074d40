"""Judging products and their systems by what is plausible for their category."""

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.inventory.domain import plausible_inventory as rules
from accounting.inventory.domain.background import Background
from accounting.inventory.domain.category_templates import CategoryTemplate, TemplateNotFound
from accounting.inventory.domain.plausibility import PlausibilityPack
from accounting.inventory.domain.plausible_inventory import Inventory, Judgement
from accounting.inventory.usecases import packs
from accounting.model.domain.activity import NOTHING_MEASURED
from accounting.model.domain.system import ProductSystem
from accounting.products.domain.product import Product
from accounting.products.usecases import categories


async def pack_of(tx: AsyncConnection, category: str) -> PlausibilityPack:
    """A category's bounds; one without any has an empty pack."""
    found = await packs.plausibility(tx, category)
    return found or PlausibilityPack(category=category, version="0.0")


async def bounds_of(tx: AsyncConnection, category: str) -> PlausibilityPack:
    """The bounds of a category that there is. Raises `CategoryMissing`."""
    return await pack_of(tx, (await categories.category(tx, category)).code)


async def template_of(tx: AsyncConnection, category: str) -> CategoryTemplate:
    known = await categories.category(tx, category)
    found = await packs.template(tx, known.code)
    if found is None:
        raise TemplateNotFound(category=category)
    return found


async def check_piece(tx: AsyncConnection, product: Product) -> None:
    """Raises `PieceImpossible`."""
    rules.check_piece(product, await pack_of(tx, product.category))


async def possible(
    tx: AsyncConnection, product: Product, system: ProductSystem, data: Background
) -> list[Judgement]:
    """What a new system takes, beside the usual. Raises `InventoryImpossible`."""
    pack = await pack_of(tx, product.category)
    found = rules.judge(Inventory(product, system, NOTHING_MEASURED, data.factors, data.gwp), pack)
    rules.refuse_impossible(found)
    return found
