"""Settling what the end of a supplier's footprint brought up."""

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.suppliers.domain.findings import (
    Dependant,
    FindingKey,
    SupplierFindingAlreadyResolved,
    SupplierFindingNotFound,
)
from accounting.suppliers.store import findings as store
from accounting.values.domain.resolutions import Resolution
from chassis import clock
from chassis.auth import Caller


async def resolve(tx: AsyncConnection, caller: Caller, key: FindingKey, reason: str) -> Dependant:
    """Settle a finding with what was done about it, or why nothing has to be."""
    await _read(tx, caller.org, key)
    resolution = Resolution(reason, clock.now(), caller.person or caller.client)
    if not await store.resolve(tx, key, resolution, owner=caller.org):
        raise SupplierFindingAlreadyResolved(
            system=key.system, footprint=key.footprint, cause=key.cause
        )
    return await _read(tx, caller.org, key)


async def _read(tx: AsyncConnection, org: str, key: FindingKey) -> Dependant:
    found = await store.find(tx, key, owner=org)
    if found is None:
        raise SupplierFindingNotFound(system=key.system, footprint=key.footprint, cause=key.cause)
    return found
