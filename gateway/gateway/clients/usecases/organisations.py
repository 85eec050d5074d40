"""Register organisations."""

from sqlalchemy.ext.asyncio import AsyncConnection

from gateway.clients.domain.clients import Organisation
from gateway.clients.domain.refusals import OrganisationFromPack, RoleUnknown
from gateway.clients.store import organisations
from packs.region import RegionPack


async def register_organisation(
    tx: AsyncConnection, organisation: Organisation, *, pack: RegionPack
) -> None:
    """Create or replace an organisation; its role decides what its clients may do."""
    if organisation.id in {known.id for known in pack.organisations}:
        raise OrganisationFromPack(id=organisation.id)
    if organisation.role not in {str(role) for role in pack.roles}:
        known = ", ".join(sorted(pack.roles))
        raise RoleUnknown(role=organisation.role, known=known)
    await organisations.put_organisation(tx, organisation)
