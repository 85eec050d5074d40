"""Register organisations."""

from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.codes import credit_code_fault
from gateway.clients.domain.clients import Organisation
from gateway.clients.domain.refusals import (
    OrganisationFromPack,
    OrganisationIdInvalid,
    RoleUnknown,
)
from gateway.clients.store import organisations
from packs.region import RegionPack, Role


async def register_organisation(
    tx: AsyncConnection, organisation: Organisation, *, pack: RegionPack
) -> None:
    """Create or replace an organisation; its role decides what its clients may do."""
    if organisation.id in {known.id for known in pack.organisations}:
        raise OrganisationFromPack(id=organisation.id)
    if organisation.role not in {str(role) for role in pack.roles}:
        known = ", ".join(sorted(pack.roles))
        raise RoleUnknown(role=organisation.role, known=known)
    if organisation.role == Role.ENTERPRISE and (fault := credit_code_fault(organisation.id)):
        raise OrganisationIdInvalid(id=organisation.id, reason_zh=fault.zh, reason=fault.en)
    await organisations.put_organisation(tx, organisation)
