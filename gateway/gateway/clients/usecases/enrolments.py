"""Take an organisation in: it proposes itself, operators check it, and it gets its client."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from pydantic import JsonValue
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock
from contracts.codes import credit_code_fault
from gateway.clients.domain.changes import Actor, ChangeKind
from gateway.clients.domain.clients import Client, Organisation, Person, must_fit_role
from gateway.clients.domain.enrolments import Applicant, Enrolment, digest_of, new_receipt
from gateway.clients.domain.keys import public_keys
from gateway.clients.domain.refusals import (
    ApplicantCodeInvalid,
    ClientTaken,
    EnrolmentNotFound,
    EnrolmentsFull,
    OrganisationOfAnotherRole,
    RoleUnknown,
)
from gateway.clients.store import clients, enrolments, organisations
from gateway.clients.usecases.changes import Terms, decide, must_still_manage
from gateway.clients.usecases.organisations import must_be_registrable, must_stay_in_tenant
from packs.region import RegionPack, Role

_MOST_OPEN = 2_000
"""Enrolments that wait at once; more than anybody could check."""


@dataclass(frozen=True)
class Proposal:
    """What an organisation asks for."""

    applicant: Applicant
    credit_code: str
    role: str
    jwks: Mapping[str, JsonValue]


@dataclass(frozen=True)
class Approval:
    """What a checked organisation gets."""

    org: str
    client_id: str
    role: str
    scopes: frozenset[str] | None
    """None: all that its role holds."""
    person: Person | None
    sample: bool = False
    """Whether it begins in the test tenant."""


async def propose(
    tx: AsyncConnection, proposal: Proposal, *, pack: RegionPack
) -> tuple[Enrolment, str]:
    """Write a proposal down; the receipt is told once, and only its digest is kept."""
    if fault := credit_code_fault(proposal.credit_code):
        raise ApplicantCodeInvalid(code=proposal.credit_code, reason_zh=fault.zh, reason=fault.en)
    open_roles = sorted({str(role) for role in pack.roles} - {str(Role.OPERATOR)})
    if proposal.role not in open_roles:
        raise RoleUnknown(role=proposal.role, known=", ".join(open_roles))
    keys = public_keys(proposal.jwks)
    if await enrolments.count_open(tx) >= _MOST_OPEN:
        raise EnrolmentsFull()
    receipt = new_receipt()
    enrolment = Enrolment(
        id=uuid4(),
        receipt_sha256=digest_of(receipt),
        applicant=proposal.applicant,
        credit_code=proposal.credit_code,
        role=proposal.role,
        keys=keys,
        proposed_at=clock.now(),
    )
    await enrolments.put_enrolment(tx, enrolment)
    return enrolment, receipt


async def own_enrolment(
    tx: AsyncConnection, id: UUID, receipt: str, *, lock: bool = False
) -> Enrolment:
    """The enrolment of whoever holds its receipt; for everybody else there is none."""
    enrolment = await enrolments.get_enrolment(tx, id, lock=lock)
    if not enrolment.is_receipted_by(receipt):
        raise EnrolmentNotFound(id=id)
    return enrolment


async def withdraw(tx: AsyncConnection, id: UUID, receipt: str) -> Enrolment:
    enrolment = (await own_enrolment(tx, id, receipt, lock=True)).withdrawn(clock.now())
    await enrolments.put_enrolment(tx, enrolment)
    return enrolment


async def refuse_enrolment(tx: AsyncConnection, id: UUID, reason: str, *, by: Actor) -> Enrolment:
    await must_still_manage(tx, by.client)
    enrolment = await enrolments.get_enrolment(tx, id, lock=True)
    enrolment = enrolment.refused(reason, clock.now())
    await enrolments.put_enrolment(tx, enrolment)
    return enrolment


async def approve(tx: AsyncConnection, id: UUID, approval: Approval, terms: Terms) -> Enrolment:
    """Give a checked organisation its client; where four eyes are asked for, propose that."""
    await must_still_manage(tx, terms.by.client)
    enrolment = await enrolments.get_enrolment(tx, id, lock=True)
    client = await _client(tx, enrolment, approval, terms.pack)
    change = await decide(tx, ChangeKind.ENROLMENT, client, terms, known=None)
    enrolment = (
        enrolment.awaiting(change.id, client.id)
        if change
        else enrolment.approved(client.id, clock.now())
    )
    await enrolments.put_enrolment(tx, enrolment)
    return enrolment


async def _client(
    tx: AsyncConnection, enrolment: Enrolment, approval: Approval, pack: RegionPack
) -> Client:
    if await clients.find_client(tx, approval.client_id, lock=True):
        raise ClientTaken(id=approval.client_id)
    organisation = await _organisation(tx, enrolment, approval, pack)
    of_role = pack.scopes(organisation.role)
    scopes = of_role if approval.scopes is None else approval.scopes
    must_fit_role(scopes, organisation.role, of_role)
    return Client(
        id=approval.client_id,
        organisation=organisation,
        scopes=scopes,
        person=approval.person,
        credential=enrolment.keys,
        created_at=clock.now(),
        revoked_at=None,
    )


async def _organisation(
    tx: AsyncConnection, enrolment: Enrolment, approval: Approval, pack: RegionPack
) -> Organisation:
    """The organisation as it is known already, or as it says it is."""
    if known := await organisations.find_organisation(tx, approval.org):
        if known.role != approval.role:
            raise OrganisationOfAnotherRole(id=known.id, role=known.role)
        must_stay_in_tenant(known, approval.sample)
        return known
    applicant = enrolment.applicant
    organisation = Organisation(
        id=approval.org,
        role=approval.role,
        name_zh=applicant.name_zh,
        name_en=applicant.name_en,
        division=applicant.division,
        sample=approval.sample,
    )
    must_be_registrable(organisation, pack)
    return organisation
