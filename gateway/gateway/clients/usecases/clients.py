"""Register, suspend, reinstate and revoke clients."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import JsonValue
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock
from gateway.clients.domain.changes import Actor, Change, ChangeKind
from gateway.clients.domain.clients import (
    Client,
    Credential,
    Person,
    must_fit_role,
    secret_hash,
)
from gateway.clients.domain.keys import public_keys
from gateway.clients.domain.refusals import (
    CredentialNotChosen,
    OwnClientKept,
    SecretNotAllowed,
)
from gateway.clients.store import changes, clients, organisations
from gateway.clients.usecases import beside
from gateway.clients.usecases.announcing import telling
from gateway.clients.usecases.changes import (
    Terms,
    decide,
    must_keep_own_rights,
    must_still_manage,
)


@dataclass(frozen=True)
class Registration:
    """What an operator says about a client."""

    id: str
    org: str
    scopes: frozenset[str]
    person: Person | None
    jwks: Mapping[str, JsonValue] | None
    secret: str | None


async def register(
    tx: AsyncConnection, wanted: Registration, terms: Terms, *, secrets_allowed: bool
) -> Client | Change:
    """Create a client, or replace what is registered about it. A revoked one stays as it is.

    Raises `OwnClientKept` where whoever asks would lose this right himself.
    """
    await must_still_manage(tx, terms.by.client)
    organisation = await organisations.get_organisation(tx, wanted.org)
    must_fit_role(wanted.scopes, organisation.role, terms.pack.scopes(organisation.role))
    credential = _credential(wanted, secrets_allowed=secrets_allowed)
    known = await clients.find_client(tx, wanted.id, lock=True)
    if known:
        known.must_not_be_revoked()
    client = Client(
        id=wanted.id,
        organisation=organisation,
        scopes=wanted.scopes,
        person=wanted.person,
        credential=credential,
        created_at=known.created_at if known else clock.now(),
        revoked_at=None,
        suspended_at=known.suspended_at if known else None,
    )
    must_keep_own_rights(ChangeKind.REGISTRATION, client, terms)
    change = await decide(tx, ChangeKind.REGISTRATION, client, terms, known=known)
    return change or await clients.get_client(tx, client.id)


async def suspend(tx: AsyncConnection, id: str, reason: str, *, by: Actor) -> Client:
    """Stop a client at once, by one person alone; two decide what becomes of it."""
    if id == by.client:
        raise OwnClientKept(id=id)
    await must_still_manage(tx, by.client)
    known = await clients.get_client(tx, id, lock=True)
    now = clock.now()
    client = known.suspended(now)
    await beside.remember(tx, client, reason)
    async with telling(tx, client.organisation.id):
        await clients.mark_suspended(tx, client, reason)
    kind = ChangeKind.SUSPENSION
    await changes.put_change(tx, Change.by_one(kind, client, by, now, known=known, reason=reason))
    return client


async def reinstate(tx: AsyncConnection, id: str, reason: str, terms: Terms) -> Client | Change:
    """Let a suspended client act again."""
    await must_still_manage(tx, terms.by.client)
    known = await clients.get_client(tx, id, lock=True)
    client = known.reinstated()
    kind = ChangeKind.REINSTATEMENT
    change = await decide(tx, kind, client, terms, known=known, reason=reason)
    return change or await clients.get_client(tx, client.id)


async def revoke(tx: AsyncConnection, id: str, reason: str, terms: Terms) -> Client | Change:
    """End a client for good; every gateway drops its tokens within seconds.

    Not the client that asks, so that one that may register others remains. Raises
    `OwnClientKept`, and `ClientAlreadyRevoked` where the one that asks was revoked itself.
    """
    if id == terms.by.client:
        raise OwnClientKept(id=id)
    await must_still_manage(tx, terms.by.client)
    known = await clients.get_client(tx, id, lock=True)
    client = known.revoked(clock.now())
    kind = ChangeKind.REVOCATION
    change = await decide(tx, kind, client, terms, known=known, reason=reason)
    return change or await clients.get_client(tx, client.id)


def _credential(wanted: Registration, *, secrets_allowed: bool) -> Credential:
    if wanted.jwks is not None and wanted.secret is None:
        return public_keys(wanted.jwks)
    if wanted.secret is None or wanted.jwks is not None:
        raise CredentialNotChosen()
    if not secrets_allowed:
        raise SecretNotAllowed()
    return secret_hash(wanted.secret)
