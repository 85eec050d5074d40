"""Clients as they are kept beside the database, so that no restore brings a revoked one back."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.generations import Memory, memory_of
from chassis.lastknown import Place
from gateway.clients.domain.clients import Client
from gateway.clients.store import clients, organisations

_FILE = "clients.json"


@dataclass(frozen=True)
class Kept:
    """What was last said about a client, and why it was revoked or suspended, if it was."""

    client: Client
    reason: str | None = None


_KEPT = TypeAdapter(dict[str, Kept])


async def remember(tx: AsyncConnection, client: Client, reason: str | None = None) -> None:
    """Write down what becomes of a client before it does."""
    if memory := memory_of(tx):
        await clients.hold(tx)
        kept = {**await _read(memory.place), client.id: Kept(client, reason)}
        await memory.note(tx, {}, {_FILE: _KEPT.dump_json(kept)})


async def restore(tx: AsyncConnection, place: Place) -> list[str]:
    """Put back keys, scopes and revocations as they were said last; the list, in lines."""
    kept = await _read(place)
    for one in kept.values():
        await organisations.put_organisation(tx, one.client.organisation)
        await clients.put_client(tx, one.client)
        if one.client.revoked_at:
            await clients.mark_revoked(tx, one.client, one.reason or "")
        if one.client.suspended_at:
            await clients.mark_suspended(tx, one.client, one.reason)
    return [_line(one) for _, one in sorted(kept.items())]


async def ended_since(memory: Memory | None, moment: datetime) -> frozenset[str]:
    """Clients revoked or suspended since a moment, also while the database has forgotten it."""
    kept = await _read(memory.place) if memory else {}
    moments = {id: one.client.revoked_at or one.client.suspended_at for id, one in kept.items()}
    return frozenset(id for id, at in moments.items() if at and at >= moment)


async def _read(place: Place) -> dict[str, Kept]:
    content = await place.read(_FILE)
    return _KEPT.validate_json(content) if content else {}


def _line(kept: Kept) -> str:
    client = kept.client
    held = " ".join(sorted(client.scopes))
    state = held if client.is_usable else f"{client.status}: {kept.reason}"
    return f"client {client.id} of {client.organisation.id}: {state}"
