"""The database of a process: one engine, and the transactions that only the chassis opens."""

import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from typing import Annotated, Any

import asyncpg
from fastapi import Depends, Request
from sqlalchemy import Connection, event, exc, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from chassis import wake
from chassis.generations import MEMORY, Memory, require_current
from chassis.lastknown import Place
from chassis.refusals import Refusal, Unavailable

_IDLE_LIMIT_MS = "60000"
_TLS = ("sslmode", "sslrootcert")
COMMANDS = frozenset({"POST", "PUT", "PATCH", "DELETE"})
"""Methods of requests that may change something."""
_AWAY = ("08", "53", "57P")
"""SQLSTATE: connection exceptions, insufficient resources, a server that ends or begins."""
_CANCELLED = "57014"


class DatabaseUnavailable(Unavailable):
    """The database does not answer for now."""

    zh = "数据库暂时无法访问,请在几秒后重试;重试时请沿用原来的 Idempotency-Key,不会重复执行。"
    en = (
        "The database does not answer for now; try again in a few seconds, with the same "
        "Idempotency-Key, and nothing is done twice."
    )


class QueryTooSlow(Unavailable):
    """The answer took longer than a question may, and was given up."""

    zh = "查询耗时过长,已停止;请增加或收窄查询条件后重试。"
    en = "The query took too long and was stopped; add criteria or narrow them, then try again."


class Database:
    """Hands out transactions: leaving the block commits, raising inside it rolls back.

    What a transaction wrote that others wait for is told to them after the commit.
    """

    def __init__(
        self,
        url: str,
        *,
        pool_size: int = 8,
        name: str = "tanbiao",
        longest_s: float = 0,
        patience_s: float = 30,
        last_known: Place | None = None,
    ) -> None:
        """A statement is given up after `longest_s` (0: never), a wait for one of the
        connections after `patience_s`."""
        pool = {"pool_size": pool_size, "max_overflow": 2, "pool_timeout": patience_s}
        self.engine = _engine(url, name, longest_s, pool_pre_ping=True, **pool)
        self._beside = _engine(url, name, 0, poolclass=NullPool)
        self._url, self._name, self._apart = url, name, list[Database]()
        self.notifier = wake.Notifier(self.session)
        self.memory = Memory(last_known, self.session) if last_known else None
        event.listen(self.engine.sync_engine, "after_execute", wake.note_written)

    def apart(self, pool_size: int, *, longest_s: float) -> "Database":
        """The same database by connections of its own, for questions that may take long.

        Whoever waits for one of them takes none of the others' away; it closes with this one.
        """
        other = Database(
            self._url,
            pool_size=pool_size,
            name=self._name,
            longest_s=longest_s,
            patience_s=longest_s,
        )
        self._apart.append(other)
        return other

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        written: set[str] = set()
        async with self.engine.begin() as tx:
            tx.info[wake.WRITTEN] = written
            tx.info[MEMORY] = self.memory
            yield tx
        self.notifier.tell(written)

    @asynccontextmanager
    async def session(self) -> AsyncIterator[asyncpg.Connection]:
        """A connection of the driver beside the pool, for what lives as long as a session."""
        async with self._beside.connect() as connection:
            yield (await connection.get_raw_connection()).driver_connection

    def let_wait(self, seconds: float) -> None:
        """Let its transactions be idle for so long: of a process that computes inside one."""

        def longer(connection: Connection) -> None:
            limit = f"set local idle_in_transaction_session_timeout = {round(seconds * 1000)}"
            connection.exec_driver_sql(limit)

        event.listen(self.engine.sync_engine, "begin", longer)

    async def check(self) -> None:
        """Raise unless the database answers."""
        async with self.engine.connect() as connection:
            await connection.execute(text("select 1"))

    async def check_current(self) -> None:
        """Raises `DatabaseOlder` when the database is older than what it has made public."""
        async with self.transaction() as tx:
            await require_current(tx)

    async def close(self) -> None:
        for other in self._apart:
            await other.close()
        await self.notifier.close()
        if self.memory:
            await self.memory.close()
        await self.engine.dispose()


def _engine(url: str, name: str, longest_s: float, **options: Any) -> AsyncEngine:
    address = make_url(url).set(drivername="postgresql+asyncpg")
    return create_async_engine(
        address.difference_update_query(_TLS),
        # Statements may carry trade secrets and credentials; errors are logged.
        hide_parameters=True,
        connect_args={
            "server_settings": {
                "application_name": name,
                "timezone": "UTC",
                # A stuck transaction must not hold the outbox and the log back for ever.
                "idle_in_transaction_session_timeout": _IDLE_LIMIT_MS,
                "statement_timeout": str(round(longest_s * 1000)),
                # The server ends the sessions of a machine that is gone, and their locks.
                "tcp_keepalives_idle": "5",
                "tcp_keepalives_interval": "2",
                "tcp_keepalives_count": "3",
            },
            "timeout": 10,
            **tls(address),
        },
        **options,
    )


def tls(address: URL) -> dict[str, ssl.SSLContext | bool]:
    """How the driver connects, from `sslmode` and `sslrootcert` as libpq reads them.

    Without `sslrootcert` the authorities of the system are believed; without `sslmode` the driver
    takes TLS where the server offers it.
    """
    mode = address.query.get("sslmode", "")
    if mode in ("", "allow", "prefer"):
        return {}
    if mode == "disable":
        return {"ssl": False}
    if mode not in ("require", "verify-ca", "verify-full"):
        raise ValueError(f"sslmode {mode!r} is unknown")
    authority = address.query.get("sslrootcert")
    context = ssl.create_default_context(cafile=str(authority) if authority else None)
    context.check_hostname = mode == "verify-full"
    if mode == "require":
        context.verify_mode = ssl.CERT_NONE
    return {"ssl": context}


@asynccontextmanager
async def request_transaction(request: Request) -> AsyncIterator[None]:
    """One transaction for one request, opened when first asked for, committed at the end.

    The commit happens before the response leaves, because routes run inside this block.
    """
    with told_as_refusal():
        async with AsyncExitStack() as stack:
            request.state.transactions = stack
            yield


@contextmanager
def told_as_refusal() -> Iterator[None]:
    """A database that is away is told as what it is, and not as an error of ours.

    Raises `DatabaseUnavailable`, `QueryTooSlow`.
    """
    try:
        yield
    except (exc.DBAPIError, exc.TimeoutError) as failure:
        if refusal := _refusal(failure):
            raise refusal from failure
        raise


def _refusal(failure: exc.SQLAlchemyError) -> Refusal | None:
    if not isinstance(failure, exc.DBAPIError):
        return DatabaseUnavailable()
    state = str(getattr(failure.orig, "sqlstate", None) or "")
    if state == _CANCELLED:
        return QueryTooSlow()
    return (
        DatabaseUnavailable() if failure.connection_invalidated or state.startswith(_AWAY) else None
    )


def at_end(request: Request, act: Callable[[BaseException | None], Awaitable[None]]) -> None:
    """Have `act` done in the transaction of this request when all else in it is done.

    It is told what was raised, if anything. A yielding dependency ends too late for this.
    """

    async def ending(_: object, failure: BaseException | None, __: object) -> None:
        await act(failure)

    request.state.transactions.push_async_exit(ending)


async def current_transaction(request: Request) -> AsyncConnection:
    """The transaction of this request."""
    if not hasattr(request.state, "tx"):
        request.state.tx = await _begun(request, request.app.state.database)
        if request.method in COMMANDS:
            await require_current(request.state.tx)
    tx: AsyncConnection = request.state.tx
    return tx


async def question(request: Request) -> AsyncConnection:
    """A transaction for a question that may take long: whoever asks waits for others who do."""
    return await _begun(request, request.app.state.questions)


async def _begun(request: Request, database: Database) -> AsyncConnection:
    stack: AsyncExitStack = request.state.transactions
    try:
        return await stack.enter_async_context(database.transaction())
    except (OSError, asyncpg.PostgresError) as failure:
        # A driver that gets no connection raises what the network says, unwrapped.
        raise DatabaseUnavailable from failure


Transaction = Annotated[AsyncConnection, Depends(current_transaction)]
Question = Annotated[AsyncConnection, Depends(question)]
