"""The way back where no operator can act: at the node's console, and written down."""

import json
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock
from gateway.clients.domain.changes import CONSOLE, Actor, Change, ChangeKind
from gateway.clients.domain.clients import MANAGES, Client, Person
from gateway.clients.domain.keys import public_keys
from gateway.clients.domain.refusals import NotAnOperator, OperatorsRemain
from gateway.clients.store import changes, clients, organisations
from gateway.clients.usecases.changes import carry_out
from packs.region import RegionPack, Role

_ENOUGH = 2
"""As many as it takes to confirm one another's changes."""


@dataclass(frozen=True)
class Because:
    """Who acts at the console, and why."""

    by: str
    reason: str


async def recover_operator(
    tx: AsyncConnection, id: str, jwks: str, *, person: Person, pack: RegionPack, because: Because
) -> Change:
    """Register an operator by public keys, or give a suspended one new keys and let it act.

    Raises `OperatorsRemain` while two persons can act: what they can do needs no console.
    """
    await clients.hold(tx)
    able = {
        client.person.id
        for client in await clients.operators(tx)
        if client.person and MANAGES in pack.scopes(client.organisation.role)
    }
    if len(able) >= _ENOUGH:
        raise OperatorsRemain(count=len(able))
    org = next(o.id for o in pack.organisations if o.role is Role.OPERATOR)
    known = await clients.find_client(tx, id, lock=True)
    if known:
        known.must_not_be_revoked()
        if known.organisation.id != org:
            raise NotAnOperator(id=id, org=known.organisation.id)
    now, console = clock.now(), Actor(f"{CONSOLE}{because.by}")
    client = Client(
        id=id,
        organisation=await organisations.get_organisation(tx, org),
        scopes=pack.scopes(Role.OPERATOR),
        person=person,
        credential=public_keys(json.loads(jwks)),
        created_at=known.created_at if known else now,
        revoked_at=None,
    )
    kind = ChangeKind.RECOVERY
    change = Change.by_one(kind, client, console, now, known=known, reason=because.reason)
    await carry_out(tx, kind, client, because.reason)
    await changes.put_change(tx, change)
    return change
