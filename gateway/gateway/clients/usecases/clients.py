"""Register, read and revoke clients."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import JsonValue
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock
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
from gateway.clients.store import clients, organisations
from gateway.clients.usecases import beside
from packs.region import RegionPack

MANAGES = "clients.manage"
"""The scope of those who register and revoke clients."""


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
    tx: AsyncConnection, wanted: Registration, *, by: str, pack: RegionPack, secrets_allowed: bool
) -> Client:
    """Create a client, or replace what is registered about it. A revoked one stays as it is.

    `by` is the client that asks. Raises `OwnClientKept` where it would lose this right itself.
    """
    if wanted.id == by and MANAGES not in wanted.scopes:
        raise OwnClientKept(id=by)
    await _must_still_manage(tx, by)
    organisation = await organisations.get_organisation(tx, wanted.org)
    role = organisation.role
    must_fit_role(wanted.scopes, role, pack.scopes(role))
    credential = _credential(wanted, secrets_allowed=secrets_allowed)
    known = await clients.find_client(tx, wanted.id, lock=True)
    if known:
        known.must_be_active()
    client = Client(
        id=wanted.id,
        organisation=organisation,
        scopes=wanted.scopes,
        person=wanted.person,
        credential=credential,
        created_at=known.created_at if known else clock.now(),
        revoked_at=None,
    )
    await beside.remember(tx, client)
    await clients.put_client(tx, client)
    return client


def _credential(wanted: Registration, *, secrets_allowed: bool) -> Credential:
    if wanted.jwks is not None and wanted.secret is None:
        return public_keys(wanted.jwks)
    if wanted.secret is None or wanted.jwks is not None:
        raise CredentialNotChosen()
    if not secrets_allowed:
        raise SecretNotAllowed()
    return secret_hash(wanted.secret)


async def _must_still_manage(tx: AsyncConnection, id: str) -> None:
    """Have one change at a time, and none by a client whose token merely outlives it.

    Two that revoke each other would else both succeed, and nobody would be left.
    """
    await clients.hold(tx)
    if asking := await clients.find_client(tx, id):
        asking.must_be_active()


async def revoke(tx: AsyncConnection, id: str, reason: str, *, by: str) -> Client:
    """End a client for good; every gateway drops its tokens within seconds.

    Not the client that asks, so that one that may register others remains. Raises
    `OwnClientKept`, and `ClientAlreadyRevoked` where the one that asks was revoked itself.
    """
    if id == by:
        raise OwnClientKept(id=by)
    await _must_still_manage(tx, by)
    client = (await clients.get_client(tx, id, lock=True)).revoked(clock.now())
    await beside.remember(tx, client, reason)
    await clients.mark_revoked(tx, client, reason)
    return client
