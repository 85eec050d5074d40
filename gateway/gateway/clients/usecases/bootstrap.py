"""Load the region pack: its organisations and, from public keys, the clients that are ours."""

import json

from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock
from chassis.settings import Environment
from gateway.clients.domain.clients import Client, Credential, Organisation
from gateway.clients.domain.keys import public_keys
from gateway.clients.store import clients, organisations
from gateway.clients.usecases.announcing import announce, telling
from packs.region import RegionPack, Role


async def load_organisations(
    tx: AsyncConnection, pack: RegionPack, environment: Environment
) -> None:
    """Bring the pack's organisations up to date, samples only in development, and tell of all."""
    samples_too = environment is Environment.DEVELOPMENT
    for o in pack.organisations:
        if samples_too or not o.sample:
            # Invented parties of a node in development are what real ones are elsewhere.
            known = Organisation(o.id, str(o.role), o.name_zh, o.name_en, o.division, sample=False)
            await organisations.put_organisation(tx, known)
    for listed in await organisations.all_listed(tx):
        await announce(tx, listed)


async def load_operator(tx: AsyncConnection, pack: RegionPack, id: str, jwks: str) -> None:
    """Register the operator's client by its public keys; a revoked one stays revoked.

    One that is known keeps the keys that it has: those it retired itself must not come back.
    """
    known = await clients.find_client(tx, id)
    await _load_client(
        tx, pack, Role.OPERATOR, id, known.credential if known else public_keys(json.loads(jwks))
    )


async def load_services(tx: AsyncConnection, pack: RegionPack, jwks: str) -> None:
    """Register the platform's own workers by the public keys under their names."""
    for id, keys in json.loads(jwks).items():
        await _load_client(tx, pack, Role.PLATFORM, id, public_keys(keys))


async def _load_client(
    tx: AsyncConnection, pack: RegionPack, role: Role, id: str, credential: Credential
) -> None:
    known = await clients.find_client(tx, id, lock=True)
    if known and known.revoked_at:
        return
    org = next(o.id for o in pack.organisations if o.role is role)
    async with telling(tx, org):
        await clients.put_client(
            tx,
            Client(
                id=id,
                organisation=await organisations.get_organisation(tx, org),
                scopes=pack.scopes_of(role, id),
                person=known.person if known else None,
                credential=credential,
                created_at=known.created_at if known else clock.now(),
                revoked_at=None,
            ),
        )
