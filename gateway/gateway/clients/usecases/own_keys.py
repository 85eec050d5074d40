"""A client's own keys: add the next one, let the old one end, without asking anybody."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from pydantic import JsonValue
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock
from gateway.clients.domain.changes import Actor, Change, ChangeKind
from gateway.clients.domain.keys import HeldKey, PublicKeys
from gateway.clients.domain.refusals import EndInThePast, HoldsNoKeys, KeysReadElsewhere
from gateway.clients.store import addresses, changes, clients
from gateway.clients.usecases.changes import carry_out


async def own_keys(tx: AsyncConnection, by: Actor) -> tuple[HeldKey, ...]:
    """The keys of whoever asks, ended ones included."""
    return _keys_of((await clients.get_client(tx, by.client)).credential, by).held


async def add_key(tx: AsyncConnection, key: Mapping[str, JsonValue], *, by: Actor) -> HeldKey:
    """Register one more key; it serves at once, beside the others."""
    keys = (await _own(tx, by)).with_another(key, clock.now())
    await replace_keys(tx, keys, by)
    return keys.held[-1]


async def retire_key(tx: AsyncConnection, kid: str, at: datetime | None, *, by: Actor) -> HeldKey:
    """Let a key end, now or later. Raises `LastKeyKept` where none would be left for good."""
    now = clock.now()
    if at and at < now:
        raise EndInThePast(at=at.isoformat())
    keys = (await _own(tx, by)).retired(kid, at or now)
    await replace_keys(tx, keys, by)
    return next(each for each in keys.held if each.key.kid == kid)


async def held_keys(tx: AsyncConnection, by: Actor) -> PublicKeys:
    """The keys of whoever asks, held until the transaction ends."""
    await clients.hold(tx)
    client = await clients.get_client(tx, by.client, lock=True)
    client.must_be_usable()
    return _keys_of(client.credential, by)


async def replace_keys(
    tx: AsyncConnection, keys: PublicKeys, by: Actor, reason: str | None = None
) -> None:
    """Put a client's own new keys in the place of its old ones, on record."""
    known = await clients.get_client(tx, by.client)
    client, kind = replace(known, credential=keys), ChangeKind.KEYS
    await carry_out(tx, kind, client, None)
    change = Change.by_one(kind, client, by, clock.now(), known=known, reason=reason)
    await changes.put_change(tx, change)


async def _own(tx: AsyncConnection, by: Actor) -> PublicKeys:
    keys = await held_keys(tx, by)
    if address := await addresses.find_address(tx, by.client):
        raise KeysReadElsewhere(uri=address.jwks_uri)
    return keys


def _keys_of(credential: object, by: Actor) -> PublicKeys:
    if isinstance(credential, PublicKeys):
        return credential
    raise HoldsNoKeys(id=by.client)
