"""Writing down who recorded what."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.domain.lineage.graph import Actor
from accounting.store import lineage as store
from chassis import clock
from chassis.auth import Caller


async def note(tx: AsyncConnection, caller: Caller, record: UUID) -> None:
    """The caller recorded it: a product, a system, activity data or a calculation."""
    actor = Actor(caller.org, caller.client, caller.person)
    await store.note(tx, record, actor, clock.now())


async def note_sender(tx: AsyncConnection, org: str, client: str, record: UUID) -> None:
    """The client sent what the worker then recorded."""
    await store.note(tx, record, Actor(org, client), clock.now())
