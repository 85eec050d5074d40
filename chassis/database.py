"""The database of a process: one engine, and the transactions that only the chassis opens."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Annotated, Any

import asyncpg
from fastapi import Depends, Request
from sqlalchemy import event, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from chassis import wake

_IDLE_LIMIT_MS = "60000"


class Database:
    """Hands out transactions: leaving the block commits, raising inside it rolls back.

    What a transaction wrote that others wait for is told to them after the commit.
    """

    def __init__(self, url: str, *, pool_size: int = 8, name: str = "tanbiao") -> None:
        self.engine = _engine(url, name, pool_size=pool_size, max_overflow=2, pool_pre_ping=True)
        self._beside = _engine(url, name, poolclass=NullPool)
        self.notifier = wake.Notifier(self.session)
        event.listen(self.engine.sync_engine, "after_execute", wake.note_written)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        written: set[str] = set()
        async with self.engine.begin() as tx:
            tx.info[wake.WRITTEN] = written
            yield tx
        self.notifier.tell(written)

    @asynccontextmanager
    async def session(self) -> AsyncIterator[asyncpg.Connection]:
        """A connection of the driver beside the pool, for what lives as long as a session."""
        async with self._beside.connect() as connection:
            yield (await connection.get_raw_connection()).driver_connection

    async def check(self) -> None:
        """Raise unless the database answers."""
        async with self.engine.connect() as connection:
            await connection.execute(text("select 1"))

    async def close(self) -> None:
        await self.notifier.close()
        await self.engine.dispose()


def _engine(url: str, name: str, **options: Any) -> AsyncEngine:
    return create_async_engine(
        make_url(url).set(drivername="postgresql+asyncpg"),
        # Statements may carry trade secrets and credentials; errors are logged.
        hide_parameters=True,
        connect_args={
            "server_settings": {
                "application_name": name,
                "timezone": "UTC",
                # A stuck transaction must not hold the outbox and the log back for ever.
                "idle_in_transaction_session_timeout": _IDLE_LIMIT_MS,
                # The server ends the sessions of a machine that is gone, and their locks.
                "tcp_keepalives_idle": "5",
                "tcp_keepalives_interval": "2",
                "tcp_keepalives_count": "3",
            },
            "timeout": 10,
        },
        **options,
    )


@asynccontextmanager
async def request_transaction(request: Request) -> AsyncIterator[None]:
    """One transaction for one request, opened when first asked for, committed at the end.

    The commit happens before the response leaves, because routes run inside this block.
    """
    async with AsyncExitStack() as stack:
        request.state.transactions = stack
        yield


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
        database: Database = request.app.state.database
        stack: AsyncExitStack = request.state.transactions
        request.state.tx = await stack.enter_async_context(database.transaction())
    tx: AsyncConnection = request.state.tx
    return tx


Transaction = Annotated[AsyncConnection, Depends(current_transaction)]
