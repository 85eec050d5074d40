"""Carry out what operators decide, at once or when a second of them has confirmed it."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock
from gateway.clients.domain.changes import Actor, Change, ChangeKind, Wanted, base_of
from gateway.clients.domain.clients import MANAGES, Client, Organisation, must_fit_role
from gateway.clients.domain.refusals import OwnClientKept, ProposerGone
from gateway.clients.store import addresses, changes, clients, enrolments, organisations
from gateway.clients.usecases import beside
from gateway.clients.usecases.announcing import telling
from packs.region import RegionPack


@dataclass(frozen=True)
class Terms:
    """Who acts, in which region, and whether a second person must agree."""

    by: Actor
    pack: RegionPack
    four_eyes: bool


async def decide(
    tx: AsyncConnection,
    kind: ChangeKind,
    wanted: Wanted,
    terms: Terms,
    *,
    known: Wanted | None,
    reason: str | None = None,
) -> Change | None:
    """Propose a change where four eyes are asked for, else carry it out: then there is none."""
    if not terms.four_eyes:
        await carry_out(tx, kind, wanted, reason)
        now = clock.now()
        alone = Change.by_one(kind, wanted, terms.by, now, known=known, reason=reason)
        await changes.put_change(tx, alone)
        return None
    terms.by.must_be_named()
    change = Change(uuid4(), kind, wanted, reason, base_of(known), terms.by, clock.now())
    await changes.put_change(tx, change)
    return change


async def confirm(tx: AsyncConnection, id: UUID, terms: Terms) -> Change:
    """Let a change take effect; by another person than the one who proposed it, and not on
    himself."""
    await must_still_manage(tx, terms.by.client)
    change = await changes.get_change(tx, id, lock=True)
    known = await _known(tx, change)
    confirmed = change.confirmed(terms.by, clock.now(), known)
    must_keep_own_rights(change.kind, change.wanted, terms)
    proposer = await clients.find_client(tx, change.proposed_by.client)
    if proposer is None or not proposer.is_usable or MANAGES not in proposer.scopes:
        raise ProposerGone(id=id)
    await carry_out(tx, change.kind, await _as_of_now(tx, change, terms.pack), change.reason)
    await changes.put_change(tx, confirmed)
    if enrolment := await enrolments.enrolment_of_change(tx, id):
        await enrolments.put_enrolment(tx, enrolment.approved(change.subject, clock.now()))
    return confirmed


async def refuse(tx: AsyncConnection, id: UUID, reason: str, *, by: Actor) -> Change:
    """Let a change come to nothing."""
    await must_still_manage(tx, by.client)
    change = (await changes.get_change(tx, id, lock=True)).refused(by, clock.now(), reason)
    await changes.put_change(tx, change)
    return change


async def carry_out(
    tx: AsyncConnection, kind: ChangeKind, wanted: Wanted, reason: str | None
) -> None:
    """Write a change down beside the database, then in it, and tell the services."""
    if isinstance(wanted, Organisation):
        async with telling(tx, wanted.id):
            await organisations.put_organisation(tx, wanted)
        return
    known = await clients.find_client(tx, wanted.id)
    orgs = {wanted.organisation.id, *([known.organisation.id] if known else [])}
    async with telling(tx, *sorted(orgs)):
        await _carry_out_on_client(tx, kind, wanted, reason)


async def _carry_out_on_client(
    tx: AsyncConnection, kind: ChangeKind, wanted: Client, reason: str | None
) -> None:
    if kind is ChangeKind.ENROLMENT:
        await organisations.put_organisation(tx, wanted.organisation)
    await beside.remember(tx, wanted, reason)
    if kind is ChangeKind.REVOCATION:
        await clients.mark_revoked(tx, wanted, reason or "")
        return
    if kind is not ChangeKind.REINSTATEMENT:
        await clients.put_client(tx, wanted)
    if kind in (ChangeKind.REGISTRATION, ChangeKind.RECOVERY):
        # Registered keys are the keys, wherever others were read before.
        await addresses.forget_address(tx, wanted.id)
    if kind in (ChangeKind.REINSTATEMENT, ChangeKind.RECOVERY):
        await clients.mark_suspended(tx, wanted, reason)


async def must_still_manage(tx: AsyncConnection, id: str) -> None:
    """Have one change at a time, and none by a client whose token merely outlives it.

    Two that revoke each other would else both succeed, and nobody would be left.
    """
    await clients.hold(tx)
    if asking := await clients.find_client(tx, id):
        asking.must_be_usable()


def must_keep_own_rights(kind: ChangeKind, wanted: Wanted, terms: Terms) -> None:
    """Nobody takes from himself the right to manage clients: so one who has it remains.

    Nor by way of the role of his organisation. Raises `OwnClientKept`.
    """
    by = terms.by
    if isinstance(wanted, Organisation):
        loses = wanted.id == by.org and MANAGES not in terms.pack.scopes(wanted.role)
    else:
        ends = kind is ChangeKind.REVOCATION or MANAGES not in wanted.scopes
        loses = wanted.id == by.client and ends
    if loses:
        raise OwnClientKept(id=by.client)


async def _known(tx: AsyncConnection, change: Change) -> Wanted | None:
    if isinstance(change.wanted, Organisation):
        return await organisations.find_organisation(tx, change.subject)
    return await clients.find_client(tx, change.subject, lock=True)


async def _as_of_now(tx: AsyncConnection, change: Change, pack: RegionPack) -> Wanted:
    """What is wanted with the organisation as it is today, and today's moment of a revocation."""
    wanted = change.wanted
    if not isinstance(wanted, Client) or change.kind is ChangeKind.ENROLMENT:
        return wanted
    current = await organisations.get_organisation(tx, wanted.organisation.id)
    if change.kind is ChangeKind.REGISTRATION:
        must_fit_role(wanted.scopes, current.role, pack.scopes(current.role))
    return wanted.as_of(current, clock.now())
