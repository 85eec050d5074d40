"""Keys that a client publishes: it names the address, the worker reads them again and again."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Final

from pydantic import JsonValue
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock
from chassis.database import Database
from chassis.outbound import Guard, UrlNotAccepted
from chassis.refusals import Refusal
from gateway.clients.domain.addresses import READ_EVERY, KeysAddress
from gateway.clients.domain.changes import Actor
from gateway.clients.domain.keys import public_keys
from gateway.clients.domain.refusals import JwksUriNotAccepted, KeysAddressNotFound
from gateway.clients.remote import KeysNotRead
from gateway.clients.store import addresses, clients
from gateway.clients.usecases.own_keys import held_keys, replace_keys

Read = Callable[[str], Awaitable[Mapping[str, JsonValue]]]
_AT_ONCE: Final = 20


async def own_address(tx: AsyncConnection, by: Actor) -> KeysAddress:
    if found := await addresses.find_address(tx, by.client):
        return found
    raise KeysAddressNotFound(id=by.client)


async def set_address(tx: AsyncConnection, uri: str, *, by: Actor, guard: Guard) -> KeysAddress:
    """Have the keys of whoever asks read from `uri`; those that it has serve until then."""
    try:
        guard.endpoint(uri)
    except UrlNotAccepted as refusal:
        raise JwksUriNotAccepted() from refusal
    await held_keys(tx, by)
    address = KeysAddress(by.client, uri, due_at=clock.now())
    await addresses.put_address(tx, address)
    return address


async def end_address(tx: AsyncConnection, by: Actor) -> None:
    """Keep the keys that were read last, and read no more."""
    await own_address(tx, by)
    await addresses.forget_address(tx, by.client)


async def read_due(database: Database, read: Read) -> bool:
    """Read the keys that are due. True when there may be more."""
    async with database.transaction() as tx:
        due = await addresses.due_addresses(tx, clock.now(), limit=_AT_ONCE)
    for address in due:
        await _refresh(database, address, read)
    return len(due) == _AT_ONCE


async def _refresh(database: Database, address: KeysAddress, read: Read) -> None:
    """A failure leaves the keys of before, so that nobody is shut out by his web server."""
    fault = None
    try:
        keys = public_keys(await read(address.jwks_uri))
    except KeysNotRead as failure:
        keys, fault = None, str(failure)
    except Refusal as refusal:
        keys, fault = None, refusal.messages["en"]
    async with database.transaction() as tx:
        await clients.hold(tx)
        current = await addresses.find_address(tx, address.client_id)
        if current is None or current.jwks_uri != address.jwks_uri:
            return
        now = clock.now()
        read_at = now if keys else current.read_at
        due_at = now + READ_EVERY
        await addresses.put_address(
            tx, replace(current, due_at=due_at, read_at=read_at, fault=fault)
        )
        client = await clients.get_client(tx, address.client_id, lock=True)
        if keys and keys != client.credential and not client.revoked_at:
            await replace_keys(tx, keys, Actor(client.id), reason=address.jwks_uri)
