"""Register organisations."""

from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.codes import credit_code_fault
from gateway.clients.domain.changes import Change, ChangeKind
from gateway.clients.domain.clients import Organisation
from gateway.clients.domain.refusals import (
    DistrictNotNamed,
    OrganisationFromPack,
    OrganisationIdInvalid,
    OrganisationOfAnotherTenant,
    RoleUnknown,
)
from gateway.clients.store import organisations
from gateway.clients.usecases.changes import (
    Terms,
    decide,
    must_keep_own_rights,
    must_still_manage,
)
from packs.region import RegionPack, Role, names_its_district


async def register_organisation(
    tx: AsyncConnection, organisation: Organisation, terms: Terms
) -> Organisation | Change:
    """Create or replace an organisation; its role decides what its clients may do."""
    must_be_registrable(organisation, terms.pack)
    await must_still_manage(tx, terms.by.client)
    known = await organisations.find_organisation(tx, organisation.id)
    if known:
        must_stay_in_tenant(known, organisation.sample)
    kind = ChangeKind.ORGANISATION
    must_keep_own_rights(kind, organisation, terms)
    return await decide(tx, kind, organisation, terms, known=known) or organisation


def must_stay_in_tenant(known: Organisation, sample: bool) -> None:
    """What it did where it is would otherwise be seen, or be missing, where it is not."""
    if known.sample is not sample:
        raise OrganisationOfAnotherTenant(id=known.id)


def must_be_registrable(organisation: Organisation, pack: RegionPack) -> None:
    """Of no pack, with a role of this region and, as an enterprise, with its credit code."""
    if organisation.id in {known.id for known in pack.organisations}:
        raise OrganisationFromPack(id=organisation.id)
    if organisation.role not in {str(role) for role in pack.roles}:
        names = ", ".join(sorted(pack.roles))
        raise RoleUnknown(role=organisation.role, known=names)
    if Role(organisation.role).is_district and not names_its_district(organisation):
        raise DistrictNotNamed(id=organisation.id)
    if organisation.role == Role.ENTERPRISE and (fault := credit_code_fault(organisation.id)):
        raise OrganisationIdInvalid(id=organisation.id, reason_zh=fault.zh, reason=fault.en)
