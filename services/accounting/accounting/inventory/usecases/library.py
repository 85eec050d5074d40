"""The factors that an organisation may rest on: the newest library, its own, its suppliers'."""

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.factors.domain.factors import FactorLibrary
from accounting.factors.domain.gwp import GwpSet
from accounting.factors.usecases import datasets, libraries
from accounting.factors.usecases.libraries import PacksNotLoaded
from accounting.inventory.domain.background import Background, background
from accounting.inventory.domain.sources import factors_named
from accounting.model.domain.system import ProductSystem
from accounting.products.domain.product import Product
from accounting.suppliers.usecases import footprints as supplied
from chassis.refusals import Invalid


async def library(tx: AsyncConnection, *, of: str | None = None) -> FactorLibrary:
    """The newest library, with the own factors of an organisation and its suppliers' footprints."""
    found = await libraries.newest_library(tx)
    if found is None:
        raise PacksNotLoaded
    if of is None:
        return found
    return await supplied.with_supplied(tx, await datasets.with_own(tx, found, of), of)


async def part(tx: AsyncConnection, ids: Collection[str], *, of: str) -> FactorLibrary:
    """Of everything that an organisation may rest on, the factors of these names."""
    found = await libraries.newest_part(tx, ids)
    if found is None:
        raise PacksNotLoaded
    own = await datasets.with_own(tx, found, of, ids)
    return await supplied.with_supplied(tx, own, of, ids)


async def background_of(
    tx: AsyncConnection, product: Product, system: ProductSystem, gwp: GwpSet
) -> Background:
    """The factors that a system names. Raises a refusal that proposes what would do instead."""
    named = await part(tx, factors_named(system), of=product.enterprise)
    try:
        return background(system, named, gwp, home=product.home)
    except Invalid:
        # What to use instead is looked for in the whole library; only a refusal needs that.
        whole = await library(tx, of=product.enterprise)
        return background(system, whole, gwp, home=product.home)
