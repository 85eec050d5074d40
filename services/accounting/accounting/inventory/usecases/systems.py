"""Describing products, their systems and their activity data."""

from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.factors.usecases import libraries
from accounting.inventory.domain import soundness
from accounting.inventory.domain.allocations import check_allocations
from accounting.inventory.domain.plausible_inventory import Judgement
from accounting.inventory.domain.records import SystemNotFound
from accounting.inventory.store import systems
from accounting.inventory.store.systems import add_activity as add_activity
from accounting.inventory.store.systems import add_system as add_system
from accounting.inventory.store.systems import exchanges as exchanges
from accounting.inventory.store.systems import find_activity as find_activity
from accounting.inventory.usecases import library, plausibility
from accounting.model.domain.system import ProductSystem
from accounting.products.domain import generation
from accounting.products.domain.product import (
    ModelRepeated,
    Product,
    ProductDraft,
    ProductNotFound,
    checked_cpc,
    checked_piece,
)
from accounting.products.usecases import categories, products
from accounting.products.usecases.enterprises import read as read_enterprise
from accounting.values.domain import codes
from accounting.values.domain.records import Dated, Part
from chassis import clock


async def describe(tx: AsyncConnection, org: str, draft: ProductDraft) -> Dated[Product]:
    """Record a product model of the caller's enterprise."""
    enterprise = await read_enterprise(tx, org, org)
    category = await categories.category(tx, draft.category)
    product = Product(
        id=uuid4(),
        enterprise=enterprise.uscc,
        category=category.code,
        name=draft.name,
        model=draft.model,
        gtin=None if draft.gtin is None else codes.gtin14(draft.gtin),
        cpc=checked_cpc(draft.cpc, category.cpc_classes, category=category.code),
        site_division=codes.division(draft.site_division),
        piece=checked_piece(draft.piece, category.piece_units),
        generation=generation.checked(draft.generation),
    )
    await plausibility.check_piece(tx, product)
    at = clock.now()
    if not await products.add(tx, product, at=at):
        raise ModelRepeated(model=product.model)
    return Dated(product.id, at, product)


async def read(tx: AsyncConnection, org: str, id: UUID) -> Dated[Product]:
    found = await products.find(tx, id, of=org)
    if found is None:
        raise ProductNotFound(id=id)
    return found


async def model(
    tx: AsyncConnection, org: str, product: UUID, system: ProductSystem
) -> Part[ProductSystem]:
    """Record a product system, after checking that today's rule and factors can account it."""
    recorded, _ = await judged_model(tx, org, product, system)
    return recorded


async def judged_model(
    tx: AsyncConnection, org: str, product: UUID, system: ProductSystem
) -> tuple[Part[ProductSystem], list[Judgement]]:
    """Record a product system as `model` does, and say what is plausible about it."""
    of = (await read(tx, org, product)).content
    rule = await categories.rule(tx, of.category, version=None)
    gwp = await libraries.gwp(tx, rule.gwp_set)
    data = await library.background_of(tx, of, soundness.checked(system), gwp)
    check_allocations(system, rule)
    made_in = system.by_id[system.reference].output.unit
    of.express_one(rule.declared_unit.unit, made_in)
    found = await plausibility.possible(tx, of, system, data)
    recorded = Part(uuid4(), clock.now(), system, product)
    await systems.add_system(tx, recorded, of=org)
    return recorded, found


async def read_system(tx: AsyncConnection, org: str, id: UUID) -> Part[ProductSystem]:
    found = await systems.find_system(tx, id, of=org)
    if found is None:
        raise SystemNotFound(id=id)
    return found
