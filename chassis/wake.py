"""Waking those who wait: each process tells what it wrote, each worker hears what was written.

PostgreSQL carries the word by NOTIFY. A NOTIFY in every transaction makes all commits queue for one
lock, so each process gathers what its transactions wrote and sends it in a statement of its own, at
most once in thirty milliseconds. A word that is lost, because its process died before it was sent,
is made good by the sweeps of the workers.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AbstractAsyncContextManager
from typing import Any, Final

import asyncpg
import structlog
from sqlalchemy import Connection, CursorResult, Table
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.sql.dml import UpdateBase

WORK: Final[dict[Any, Any]] = {"work": True}
"""What a table's `info` says when its rows are work that somebody waits for."""
WRITTEN: Final = "tables with new work"
"""Where a connection's `info` collects the names of such tables, for its transaction."""
UNREACHABLE: Final = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, SQLAlchemyError)
_CHANNEL = "work"
_EVERYTHING = "*"
_DEBOUNCE_S = 0.03
_AGAIN_S = 1.0
_CHECK_S = 10.0
_FLUSH_S = 2.0
Session = Callable[[], AbstractAsyncContextManager[asyncpg.Connection]]
"""Opens a connection beside the pool, which is closed when the block ends."""
log = structlog.get_logger()


def note_written(
    connection: Connection, statement: object, _: object, __: object, ___: object, result: object
) -> None:
    """After a statement: remember the table of work that it added to or changed."""
    written: set[str] | None = connection.info.get(WRITTEN)
    if written is None or not isinstance(statement, UpdateBase) or statement.is_delete:
        return
    table = statement.table
    changed_nothing = isinstance(result, CursorResult) and result.rowcount == 0
    if isinstance(table, Table) and table.info.get("work") and not changed_nothing:
        written.add(table.name)


class Notifier:
    """Tells the workers of the service which tables have new work."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._tables: set[str] = set()
        self._wanted = asyncio.Event()
        self._sent = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def tell(self, tables: Iterable[str]) -> None:
        """Have this said soon; for after the commit of the transaction that wrote."""
        self._tables.update(tables)
        if self._tables:
            self._wanted.set()
            self._sent.clear()
            if self._task is None:
                self._task = asyncio.create_task(self._keep_sending(), name="notifier")

    def tell_everything(self) -> None:
        """Have everybody look; a process that starts says so for one that died."""
        self.tell([_EVERYTHING])

    async def close(self) -> None:
        """Say what is left to say, if the database still listens, and end."""
        if self._task is None:
            return
        if self._tables:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._sent.wait(), _FLUSH_S)
        task, self._task = self._task, None
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    async def _keep_sending(self) -> None:
        while True:
            try:
                async with self._session() as session:
                    await self._send_all(session)
            except Exception as failure:
                log.warning("workers cannot be woken", error=repr(failure))
            await asyncio.sleep(_AGAIN_S)

    async def _send_all(self, session: asyncpg.Connection) -> None:
        while True:
            await self._wanted.wait()
            said = ",".join(sorted(self._tables))
            self._wanted.clear()
            self._tables.clear()
            try:
                await session.execute("select pg_notify($1, $2)", _CHANNEL, said)
            except Exception:
                self.tell(said.split(","))
                raise
            if not self._tables:
                self._sent.set()
            await asyncio.sleep(_DEBOUNCE_S)


class Watch:
    """What a worker hears, and the locks it holds: both on one session, both lost with it."""

    def __init__(self, session: Session) -> None:
        self._open = session
        self._session: asyncpg.Connection | None = None
        self.connected = asyncio.Event()
        self._turn = asyncio.Lock()
        self._waiting: dict[str, tuple[frozenset[str], asyncio.Event]] = {}

    def woken(self, name: str, tables: Iterable[str]) -> asyncio.Event:
        """The event that is set when one of these tables has new work, or may have had some."""
        event = asyncio.Event()
        self._waiting[name] = frozenset((*tables, _EVERYTHING)), event
        return event

    async def run(self) -> None:
        """Listen until the session is lost, which raises. Everybody looks once it is there."""
        async with self._open() as session:
            lost = asyncio.Event()
            session.add_termination_listener(lambda _: lost.set())
            await session.add_listener(_CHANNEL, self._hear)
            self._session = session
            self._wake({_EVERYTHING})
            self.connected.set()
            try:
                while not lost.is_set():
                    await self._check(session, lost)
            finally:
                self._session = None
                self.connected.clear()
                session.terminate()
        raise ConnectionError("the session that listens was lost")

    @contextlib.asynccontextmanager
    async def lock(self, number: int) -> AsyncIterator["Lock"]:
        """An advisory lock, unless another has it, until the block ends or the session is lost."""
        await self.connected.wait()
        session = self._session
        if session is None:
            raise ConnectionError("the session that holds the locks was lost")
        held = bool(await self._ask(session, "select pg_try_advisory_lock($1)", number))
        try:
            yield Lock(session, held)
        finally:
            if held:
                # A session that cannot be reached any more holds no lock.
                with contextlib.suppress(*UNREACHABLE):
                    await self._ask(session, "select pg_advisory_unlock($1)", number)

    async def _ask(self, session: asyncpg.Connection, question: str, number: int) -> object:
        try:
            async with self._turn:
                return await session.fetchval(question, number)
        except BaseException:
            # Broken off, so nobody knows whether the lock is held: not by a session that ended.
            session.terminate()
            raise

    async def _check(self, session: asyncpg.Connection, lost: asyncio.Event) -> None:
        """Wait a while, then ask: a connection whose other end vanished does not say so."""
        try:
            await asyncio.wait_for(lost.wait(), _CHECK_S)
        except TimeoutError:
            async with self._turn:
                await session.execute("select 1", timeout=_CHECK_S)

    def _hear(self, _: object, __: int, ___: str, said: Any) -> None:
        self._wake(set(str(said).split(",")))

    def _wake(self, said: set[str]) -> None:
        for tables, event in self._waiting.values():
            if tables & said:
                event.set()


class Lock:
    """A lock as it stands: `mine` turns false when the session is lost."""

    def __init__(self, session: asyncpg.Connection, held: bool) -> None:
        self._session, self._held = session, held

    @property
    def mine(self) -> bool:
        return self._held and not self._session.is_closed()
