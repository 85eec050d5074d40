"""Settling what the end of a supplier's footprint brought up."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.suppliers.domain.findings import (
    Dependant,
    FindingKey,
    SupplierFindingAlreadyResolved,
    SupplierFindingNotFound,
    SupplierFootprintsUnsettled,
)
from accounting.suppliers.store import findings as store
from accounting.values.domain.resolutions import Resolution
from chassis import clock
from chassis.auth import Caller

_NAMED = 5
"""As many findings as a refusal names."""


async def resolve(tx: AsyncConnection, caller: Caller, key: FindingKey, reason: str) -> Dependant:
    """Settle a finding with what was done about it, or why nothing has to be."""
    await _read(tx, caller.org, key)
    resolution = Resolution(reason, clock.now(), caller.person or caller.client)
    if not await store.resolve(tx, key, resolution, owner=caller.org):
        raise SupplierFindingAlreadyResolved(
            system=key.system, footprint=key.footprint, cause=key.cause
        )
    return await _read(tx, caller.org, key)


async def must_be_settled(tx: AsyncConnection, org: str, system: UUID) -> None:
    """Raises `SupplierFootprintsUnsettled` while a person has to look at what a system rests on."""
    found = await store.open_of_system(tx, system, owner=org, limit=_NAMED)
    if found:
        named = (f"{each.key.footprint} {each.key.cause}" for each in found)
        raise SupplierFootprintsUnsettled(findings=", ".join(named))


async def _read(tx: AsyncConnection, org: str, key: FindingKey) -> Dependant:
    found = await store.find(tx, key, owner=org)
    if found is None:
        raise SupplierFindingNotFound(system=key.system, footprint=key.footprint, cause=key.cause)
    return found
