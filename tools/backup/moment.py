"""One moment that all databases show, taken while everything runs.

Between two databases an event travels: its source must have it wherever somebody handled it. So
for some milliseconds nobody may append one, and meanwhile each database gives a snapshot.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import asyncpg

from chassis import clock
from chassis.canonical import rfc3339
from tools.backup.faults import NoCommonPoint
from tools.backup.manifest import Database
from tools.local.databases import connected

_TRIES = 20
_PATIENCE = "500ms"
"""How long writers may be kept waiting by one try."""
_PAUSE_S = 0.5
_STATE = """
    select g.ordinal || '-' || g.id as generation, a.acts, v.version_num as revision
    from generation g, act_count a, alembic_version v order by g.ordinal desc limit 1
"""


@dataclass(frozen=True)
class Moment:
    """The snapshots of all databases, and what each says of itself in its own."""

    at: str
    snapshots: Mapping[str, str]
    states: Mapping[str, Database]


@asynccontextmanager
async def one_moment(urls: Mapping[str, str]) -> AsyncIterator[Moment]:
    """Snapshots that can be dumped within the block. Raises `NoCommonPoint`."""
    async with AsyncExitStack() as stack:
        sessions = {n: await stack.enter_async_context(connected(u)) for n, u in urls.items()}
        for session in sessions.values():
            await stack.enter_async_context(
                session.transaction(isolation="repeatable_read", readonly=True)
            )
        async with AsyncExitStack() as still:
            await _hold_still(still, urls)
            at = rfc3339(clock.now())
            given = await asyncio.gather(*map(_snapshot, sessions.values()))
        states = {name: await _state(session) for name, session in sessions.items()}
        yield Moment(at, dict(zip(sessions, given, strict=True)), states)


async def _hold_still(stack: AsyncExitStack, urls: Mapping[str, str]) -> None:
    """Until the stack ends, no transaction that has appended an event is open, and none begins."""
    for _ in range(_TRIES):
        async with AsyncExitStack() as attempt:
            try:
                for url in urls.values():
                    session = await attempt.enter_async_context(connected(url))
                    await attempt.enter_async_context(session.transaction())
                    await session.execute(f"set local lock_timeout = '{_PATIENCE}'")
                    await session.execute("lock table outbox in share mode")
            except asyncpg.LockNotAvailableError:
                await attempt.aclose()
                await asyncio.sleep(_PAUSE_S)
            else:
                stack.push_async_exit(attempt.pop_all())
                return
    raise NoCommonPoint(
        f"some transaction went on for longer than {_PATIENCE} whenever the databases were to "
        "be held still; nothing was backed up, try again"
    )


async def _snapshot(session: asyncpg.Connection) -> str:
    return str(await session.fetchval("select pg_export_snapshot()"))


async def _state(session: asyncpg.Connection) -> Database:
    return Database(**dict(await session.fetchrow(_STATE)))
