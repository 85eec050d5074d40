"""Generations of a database: one that came back older than what is last known of it holds.

Before something becomes public, `note` compares the database with what is kept beside it, counts
the act in a commit of its own, and writes down what is about to be said.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from time import monotonic
from typing import Any, Final

import asyncpg
import structlog
from sqlalchemy import BigInteger, Column, DateTime, Integer, Table, Text, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock
from chassis.lastknown import Generation, LastKnown, Place
from chassis.outbox import metadata
from chassis.refusals import Unavailable
from chassis.telemetry import DATABASE_OLDER
from chassis.wake import UNREACHABLE, Session

STATE: Final = "last-known.json"
MEMORY: Final = "memory"
"""Where a connection's `info` has the memory of its service, if it has one."""
generation = Table(
    "generation",
    metadata,
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False),
    Column("begins_after", BigInteger, nullable=False),
    Column("began_at", DateTime(timezone=True), nullable=False),
)
"""The lives of this database. `begins_after` is the last outbox position that was kept."""
act_count = Table(
    "act_count",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("acts", BigInteger, nullable=False),
    Column("acted_at", DateTime(timezone=True), nullable=False),
)
"""One row: how often something was about to become public, and when last."""
_LATELY_S = 5.0
_TURN = 0x7475726E
_COUNT = "update act_count set acts = acts + 1, acted_at = now() returning acts"
log = structlog.get_logger()


class DatabaseOlder(Unavailable):
    """The database is older than what it has made public; it was restored."""

    zh = (
        "本服务的数据库早于其已公开的内容（可能由备份恢复），暂停签发、编号与发布；查询照常。"
        "运维人员须执行 python -m chassis {package} restored。"
    )
    en = (
        "The database of this service is older than what it has made public; it was restored from "
        "a backup. Nothing is signed, numbered or published until an operator has run "
        "python -m chassis {package} restored. Reading goes on."
    )


@dataclass(frozen=True)
class Here:
    """What the database says of itself."""

    generation: Generation
    begins_after: int
    acts: int

    def is_behind(self, known: LastKnown) -> bool:
        return self.generation != known.generation or self.acts < known.acts


class Memory:
    """What one service remembers beside its database, for one process of it."""

    def __init__(self, place: Place, session: Session) -> None:
        self.place = place
        self._package = place.package
        self._turns = _Turns(session)
        self._was_older, self._look_at = False, float("-inf")

    async def known(self) -> LastKnown | None:
        """What is last known; nothing before the first act."""
        content = await self.place.read(STATE)
        return LastKnown.decode(content) if content else None

    async def require(self, tx: AsyncConnection) -> Here:
        """What the database says of itself. Raises `DatabaseOlder`."""
        # The place first: whatever it says, a database that is no older knows by now.
        known = await self.known()
        mine = await here(tx)
        if known is None and mine.acts > 0:
            # The first act may have happened in between: it was told before it was counted.
            known = await self.known()
        # An empty place beside a database that has acted was lost, or is another's.
        is_older = mine.is_behind(known) if known else mine.acts > 0
        DATABASE_OLDER.set(is_older)
        if is_older:
            raise DatabaseOlder(package=self._package)
        return mine

    async def was_older(self, tx: AsyncConnection) -> bool:
        """Whether the database is older, as of some seconds ago: for whoever only reads."""
        if monotonic() > self._look_at:
            self._look_at = monotonic() + _LATELY_S
            try:
                await self.require(tx)
                self._was_older = False
            except DatabaseOlder:
                self._was_older = True
            except OSError as failure:
                # Reading goes on without the place.
                log.warning("what is last known cannot be read", error=repr(failure))
        return self._was_older

    async def note(
        self, tx: AsyncConnection, marks: Mapping[str, Any], files: Mapping[str, bytes]
    ) -> None:
        """Write down what the transaction is about to make public. Raises `DatabaseOlder`."""
        mine = await self.require(tx)
        for name, content in files.items():
            await self.place.write(name, content)
        async with self._turns.turn() as turn:
            known = await self.known()
            if known is None:
                # Before the first act counts: whoever dies between the two has lost nothing.
                known = LastKnown(mine.generation)
                await self.place.write(STATE, known.encode())
            if known.generation != mine.generation:
                raise DatabaseOlder(package=self._package)
            act = int(await turn.fetchval(_COUNT))
            await self.place.write(STATE, known.after(act, marks).encode())

    async def close(self) -> None:
        await self._turns.close()


class _Turns:
    """Lets one process of the service at a time count an act.

    On a session of its own: a transaction that waits for a second connection of the pool could
    wait for ever.
    """

    def __init__(self, session: Session) -> None:
        self._open, self._mine = session, asyncio.Lock()
        self._session: asyncpg.Connection | None = None
        self._kept = AsyncExitStack()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[asyncpg.Connection]:
        """The session that counts an act for good before anything says so."""
        async with self._mine:
            session = await self._opened()
            await session.execute(f"select pg_advisory_lock({_TURN})")
            try:
                yield session
            finally:
                await session.execute(f"select pg_advisory_unlock({_TURN})")

    async def _opened(self) -> asyncpg.Connection:
        if self._session is None or self._session.is_closed():
            self._session = await self._kept.enter_async_context(self._open())
        return self._session

    async def close(self) -> None:
        with contextlib.suppress(*UNREACHABLE):
            await self._kept.aclose()


async def here(tx: AsyncConnection) -> Here:
    """The newest generation of the database, and how often it acted."""
    acts = select(act_count.c.acts).scalar_subquery().label("acts")
    newest = select(generation, acts).order_by(generation.c.ordinal.desc()).limit(1)
    row = (await tx.execute(newest)).one()
    return Here(Generation(row.ordinal, row.id), row.begins_after, row.acts)


async def began_at(tx: AsyncConnection) -> datetime | None:
    """When the database was put back last; nothing when it never was."""
    begun = select(func.max(generation.c.began_at)).where(generation.c.ordinal > 1)
    at: datetime | None = await tx.scalar(begun)
    return at


async def note(
    tx: AsyncConnection, marks: Mapping[str, Any], files: Mapping[str, bytes] | None = None
) -> None:
    """Write down beside the database what the transaction is about to make public.

    Raises `DatabaseOlder`. Does nothing where no place was given.
    """
    if memory := memory_of(tx):
        await memory.note(tx, marks, files or {})


async def require_current(tx: AsyncConnection) -> None:
    """Raises `DatabaseOlder`."""
    if memory := memory_of(tx):
        await memory.require(tx)


async def is_held(tx: AsyncConnection) -> bool:
    """Whether the service holds, as of some seconds ago."""
    memory = memory_of(tx)
    return memory is not None and await memory.was_older(tx)


def memory_of(tx: AsyncConnection) -> Memory | None:
    memory: Memory | None = tx.info.get(MEMORY)
    return memory


def first() -> dict[str, object]:
    """The row of the generation with which a database begins."""
    return {"ordinal": 1, "id": token_hex(4), "begins_after": 0, "began_at": clock.now()}
