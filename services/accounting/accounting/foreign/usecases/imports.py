"""Recording the system of a foreign model together with what its import lost."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.custody.usecases import authorship
from accounting.factors.domain.factors import FactorMissing
from accounting.factors.usecases import libraries
from accounting.foreign.domain.losses import Loss
from accounting.foreign.domain.views import ArchiveImportView
from accounting.foreign.domain.wording import ForeignModelRefused
from accounting.foreign.usecases import losses as settling
from accounting.inventory.usecases import systems as products
from accounting.model.domain.system import ProductSystem
from accounting.products.domain.product import ProductNotFound
from accounting.products.domain.rules import RuleMissing
from accounting.products.usecases import categories
from accounting.values.domain.records import Part
from chassis.auth import Caller
from chassis.work import Pool, WorkBroke, WorkersBusy, WorkTooHeavy

_CPU_S, _MEMORY_BYTES = 30, 1 << 30
Read = Callable[[bytes, frozenset[str]], tuple[ProductSystem, tuple[Loss, ...]]]
"""A reader of files that knows the gases of the rule's set."""
REFUSALS = (
    ProductNotFound,
    RuleMissing,
    ForeignModelRefused,
    FactorMissing,
    WorkTooHeavy,
    WorkBroke,
    WorkersBusy,
)
"""Of every import, whatever the file is."""


@dataclass(frozen=True)
class Imported:
    """The system as it was recorded, and what of the file is not in it."""

    system: Part[ProductSystem]
    losses: tuple[Loss, ...]

    @property
    def view(self) -> ArchiveImportView:
        return ArchiveImportView.with_losses(self.system, self.losses)


async def take(
    tx: AsyncConnection, pool: Pool, caller: Caller, product: UUID, content: bytes, read: Read
) -> Imported:
    """Record the file's system; it is checked like one that was sent by hand."""
    org = caller.org
    of = (await products.read(tx, org, product)).content
    rule = await categories.rule(tx, of.category, version=None)
    gases = frozenset((await libraries.gwp(tx, rule.gwp_set)).values)
    system, losses = await pool.run(
        read, content, gases, org=org, cpu_s=_CPU_S, memory_bytes=_MEMORY_BYTES
    )
    recorded = await products.model(tx, org, product, system)
    await settling.record(tx, org, recorded.id, losses)
    await authorship.note(tx, caller, recorded.id)
    return Imported(recorded, losses)
