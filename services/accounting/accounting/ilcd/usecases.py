"""Handing out a sealed footprint as an ILCD archive, and taking in process data sets."""

import json
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.calculations.domain.record import CalculationNotSealed
from accounting.calculations.usecases import calculations
from accounting.foreign.domain.losses import Loss
from accounting.foreign.usecases import imports
from accounting.ilcd.formats.datasets import unpacked
from accounting.ilcd.formats.exporting import exported
from accounting.ilcd.formats.importing import imported
from accounting.model.domain.system import ProductSystem
from accounting.values.domain.text import rewritten
from chassis.auth import Caller
from chassis.text import shown
from chassis.work import Pool


async def export(tx: AsyncConnection, org: str, id: UUID) -> bytes:
    """The archive, for the owner and the bodies that were applied to with the calculation.

    Raises `CalculationMissing`, `CalculationNotSealed`.
    """
    record = await calculations.read(tx, org, id)
    sealed = record.seal
    if sealed is None:
        raise CalculationNotSealed(id=id)
    document = rewritten(json.loads(record.document), shown)
    return exported(document, seal=sealed.sha256, sealed_at=sealed.sealed_at)


async def take(
    tx: AsyncConnection, pool: Pool, caller: Caller, product: UUID, content: bytes
) -> imports.Imported:
    """Record the system of process data sets; it is checked like one that was sent by hand."""
    return await imports.take(tx, pool, caller, product, content, read)


def read(content: bytes, gases: frozenset[str]) -> tuple[ProductSystem, tuple[Loss, ...]]:
    """The system of foreign data sets, and what of it is lost; for a process of its own."""
    return imported(unpacked(content), gases)
