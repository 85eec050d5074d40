"""Taking product systems to openLCA and back."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.factors.usecases import libraries
from accounting.foreign.domain.losses import Loss
from accounting.foreign.usecases import imports
from accounting.foreign.usecases import losses as settling
from accounting.inventory.domain.background import background
from accounting.inventory.usecases import library
from accounting.inventory.usecases import systems as products
from accounting.model.domain.system import ProductSystem
from accounting.openlca.formats.archive import unpacked
from accounting.openlca.formats.exporting import Exported, exported
from accounting.openlca.formats.importing import imported
from accounting.products.usecases import categories
from chassis.auth import Caller
from chassis.work import Pool


async def export(tx: AsyncConnection, org: str, id: UUID) -> Exported:
    """The caller's system with the factors of today's library, and what its import lost."""
    found = await products.read_system(tx, org, id)
    product = (await products.read(tx, org, found.of)).content
    rule = await categories.rule(tx, product.category, version=None)
    gwp = await libraries.gwp(tx, rule.gwp_set)
    data = background(found.content, await library.library(tx, of=org), gwp, home=product.home)
    lost = [each.loss for each in await settling.every(tx, id)]
    return exported(id, found.content, data, lost)


async def take(
    tx: AsyncConnection, pool: Pool, caller: Caller, product: UUID, content: bytes
) -> imports.Imported:
    """Record the archive's system; it is checked like one that was sent by hand."""
    return await imports.take(tx, pool, caller, product, content, read)


def read(content: bytes, gases: frozenset[str]) -> tuple[ProductSystem, tuple[Loss, ...]]:
    """The system of a foreign archive, and what of it is lost; for a process of its own."""
    return imported(unpacked(content), gases)
