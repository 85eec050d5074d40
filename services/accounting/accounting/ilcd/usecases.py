"""Handing out a sealed footprint as an ILCD archive."""

import json
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.calculations.domain.record import CalculationNotSealed
from accounting.calculations.usecases import calculations
from accounting.ilcd.formats.exporting import exported


async def export(tx: AsyncConnection, org: str, id: UUID) -> bytes:
    """The archive, for the owner and the bodies that were applied to with the calculation.

    Raises `CalculationMissing`, `CalculationNotSealed`.
    """
    record = await calculations.read(tx, org, id)
    sealed = record.seal
    if sealed is None:
        raise CalculationNotSealed(id=id)
    document = json.loads(record.document)
    return exported(document, seal=sealed.sha256, sealed_at=sealed.sealed_at)
