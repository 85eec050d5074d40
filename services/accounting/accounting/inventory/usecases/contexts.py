"""What a request about a product system decides with, loaded once."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.inventory.domain.records import SystemNotFound
from accounting.inventory.store import systems
from accounting.model.domain.system import ProductSystem
from accounting.products.domain.product import Product, ProductNotFound
from accounting.products.usecases import categories, products
from accounting.values.domain.records import Part
from packs.models import CategoryPack, Rule


@dataclass(frozen=True)
class SystemContext:
    """A product system with its product, its category and the rule that holds for it."""

    system: Part[ProductSystem]
    product: Product
    category: CategoryPack
    rule: Rule


async def open(
    tx: AsyncConnection, org: str, system: UUID, *, rule_version: str | None = None
) -> SystemContext:
    """Raises `SystemNotFound`, and `RuleMissing` where no such rule is in force today."""
    found = await systems.find_system(tx, system, of=org)
    if found is None:
        raise SystemNotFound(id=system)
    product = await products.find(tx, found.of, of=org)
    if product is None:
        raise ProductNotFound(id=found.of)
    category = await categories.category(tx, product.content.category)
    rule = categories.in_force(category, version=rule_version)
    return SystemContext(found, product.content, category, rule)
