"""The database of a process: one engine, and the transactions that only the chassis opens."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import func, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

_IDLE_LIMIT_MS = "60000"
_INHERIT_S = 1.0


class Database:
    """Hands out transactions: leaving the block commits, raising inside it rolls back."""

    def __init__(self, url: str, *, pool_size: int = 8, name: str = "tanbiao") -> None:
        self.engine: AsyncEngine = create_async_engine(
            make_url(url).set(drivername="postgresql+asyncpg"),
            pool_size=pool_size,
            max_overflow=2,
            # Statements may carry trade secrets and credentials; errors are logged.
            hide_parameters=True,
            pool_pre_ping=True,
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
        )

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        async with self.engine.begin() as tx:
            yield tx

    @asynccontextmanager
    async def lock(self, number: int) -> AsyncIterator[AsyncConnection]:
        """The connection that holds an advisory lock, once no other process does.

        The lock ends with the block, however the block ends: its session is closed and not given
        back to the pool, where it would hold the lock for as long as the process lives.
        """
        async with self.engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            try:
                while not await connection.scalar(select(func.pg_try_advisory_lock(number))):
                    await asyncio.sleep(_INHERIT_S)
                yield connection
            finally:
                await connection.invalidate()

    async def check(self) -> None:
        """Raise unless the database answers."""
        async with self.engine.connect() as connection:
            await connection.execute(text("select 1"))

    async def close(self) -> None:
        await self.engine.dispose()


@asynccontextmanager
async def request_transaction(request: Request) -> AsyncIterator[None]:
    """One transaction for one request, opened when first asked for, committed at the end.

    The commit happens before the response leaves, because routes run inside this block.
    """
    async with AsyncExitStack() as stack:
        request.state.transactions = stack
        yield


async def current_transaction(request: Request) -> AsyncConnection:
    """The transaction of this request."""
    if not hasattr(request.state, "tx"):
        database: Database = request.app.state.database
        stack: AsyncExitStack = request.state.transactions
        request.state.tx = await stack.enter_async_context(database.transaction())
    tx: AsyncConnection = request.state.tx
    return tx


Transaction = Annotated[AsyncConnection, Depends(current_transaction)]
