"""Writing down who recorded what."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.custody.domain.authorship import Actor
from accounting.custody.store import authorship
from chassis import clock
from chassis.auth import Caller


async def note(tx: AsyncConnection, caller: Caller, record: UUID) -> None:
    """The caller recorded it: a product, a system, activity data or a calculation."""
    actor = Actor(caller.org, caller.client, caller.person)
    await authorship.note(tx, record, actor, clock.now())


async def note_sender(tx: AsyncConnection, org: str, client: str, record: UUID) -> None:
    """The client sent what the worker then recorded."""
    await authorship.note(tx, record, Actor(org, client), clock.now())
