"""Judging products and their systems by what is plausible for their category."""

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.factors.usecases import libraries
from accounting.inventory.domain import plausible_inventory as rules
from accounting.inventory.domain.background import Background, background
from accounting.inventory.domain.category_templates import CategoryTemplate, TemplateMissing
from accounting.inventory.domain.plausibility import PlausibilityPack
from accounting.inventory.domain.plausible_inventory import Inventory, Judgement
from accounting.inventory.usecases import library as inventory_library
from accounting.inventory.usecases import packs
from accounting.model.domain.activity import NOTHING_MEASURED, ActivityData
from accounting.model.domain.system import ProductSystem
from accounting.products.domain.product import Product
from accounting.products.usecases import categories
from chassis.refusals import Invalid


async def pack_of(tx: AsyncConnection, category: str) -> PlausibilityPack:
    """The category's bounds; one without any has an empty pack."""
    known = await categories.category(tx, category)
    found = await packs.plausibility(tx, known.code)
    return found or PlausibilityPack(category=known.code, version="0.0")


async def template_of(tx: AsyncConnection, category: str) -> CategoryTemplate:
    known = await categories.category(tx, category)
    found = await packs.template(tx, known.code)
    if found is None:
        raise TemplateMissing(category=category)
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


async def judged(
    tx: AsyncConnection,
    product: Product,
    system: ProductSystem,
    activity: ActivityData = NOTHING_MEASURED,
) -> list[Judgement]:
    """What a recorded system takes, by today's factors and bounds.

    Nothing, where a factor may no longer be used: the calculation refuses such a system by name.
    """
    found = await inventory_of(tx, product, system, activity)
    return [] if found is None else rules.judge(found, await pack_of(tx, product.category))


async def inventory_of(
    tx: AsyncConnection, product: Product, system: ProductSystem, activity: ActivityData
) -> Inventory | None:
    """What a system rests on today; None where a factor may no longer be used."""
    rule = await categories.rule(tx, product.category, version=None)
    library = await inventory_library.library(tx, of=product.enterprise)
    gwp = await libraries.gwp(tx, rule.gwp_set)
    try:
        factors = background(system, library, gwp, home=product.home).factors
    except Invalid:
        return None
    return Inventory(product, system, activity, factors, gwp)
