"""Taking product systems to openLCA and back."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.factors.usecases import libraries
from accounting.foreign.domain.losses import Loss
from accounting.foreign.usecases import losses as settling
from accounting.inventory.domain.background import background
from accounting.inventory.usecases import library
from accounting.inventory.usecases import systems as products
from accounting.model.domain.system import ProductSystem
from accounting.openlca.formats.archive import unpacked
from accounting.openlca.formats.exporting import Exported, exported
from accounting.openlca.formats.importing import imported
from accounting.products.usecases import categories
from accounting.values.domain.records import Part
from chassis.work import Pool

_CPU_S, _MEMORY_BYTES = 30, 1 << 30


@dataclass(frozen=True)
class Imported:
    """The system as it was recorded, and what of the archive is not in it."""

    system: Part[ProductSystem]
    losses: tuple[Loss, ...]


async def export(tx: AsyncConnection, org: str, id: UUID) -> Exported:
    """The caller's system with the factors of today's library."""
    found = await products.read_system(tx, org, id)
    product = (await products.read(tx, org, found.of)).content
    rule = await categories.rule(tx, product.category, version=None)
    gwp = await libraries.gwp(tx, rule.gwp_set)
    data = background(found.content, await library.library(tx, of=org), gwp, home=product.home)
    return exported(id, found.content, data)


async def take(
    tx: AsyncConnection, pool: Pool, org: str, product: UUID, content: bytes
) -> Imported:
    """Record the archive's system; it is checked like one that was sent by hand."""
    of = (await products.read(tx, org, product)).content
    rule = await categories.rule(tx, of.category, version=None)
    gases = frozenset((await libraries.gwp(tx, rule.gwp_set)).values)
    system, losses = await pool.run(
        read, content, gases, org=org, cpu_s=_CPU_S, memory_bytes=_MEMORY_BYTES
    )
    recorded = await products.model(tx, org, product, system)
    await settling.record(tx, org, recorded.id, losses)
    return Imported(recorded, losses)


def read(content: bytes, gases: frozenset[str]) -> tuple[ProductSystem, tuple[Loss, ...]]:
    """The system of a foreign archive, and what of it is lost; for a process of its own."""
    return imported(unpacked(content), gases)
