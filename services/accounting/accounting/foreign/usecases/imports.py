"""Recording the system of a foreign model together with what its import lost."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.factors.usecases import libraries
from accounting.foreign.domain.losses import Loss
from accounting.foreign.usecases import losses as settling
from accounting.inventory.usecases import systems as products
from accounting.model.domain.system import ProductSystem
from accounting.products.usecases import categories
from accounting.values.domain.records import Part
from chassis.work import Pool

_CPU_S, _MEMORY_BYTES = 30, 1 << 30
Read = Callable[[bytes, frozenset[str]], tuple[ProductSystem, tuple[Loss, ...]]]
"""A reader of files that knows the gases of the rule's set."""


@dataclass(frozen=True)
class Imported:
    """The system as it was recorded, and what of the file is not in it."""

    system: Part[ProductSystem]
    losses: tuple[Loss, ...]


async def take(
    tx: AsyncConnection, pool: Pool, org: str, product: UUID, content: bytes, read: Read
) -> Imported:
    """Record the file's system; it is checked like one that was sent by hand."""
    of = (await products.read(tx, org, product)).content
    rule = await categories.rule(tx, of.category, version=None)
    gases = frozenset((await libraries.gwp(tx, rule.gwp_set)).values)
    system, losses = await pool.run(
        read, content, gases, org=org, cpu_s=_CPU_S, memory_bytes=_MEMORY_BYTES
    )
    recorded = await products.model(tx, org, product, system)
    await settling.record(tx, org, recorded.id, losses)
    return Imported(recorded, losses)
