"""The database of a process: one engine, and the transactions that only the chassis opens."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

_IDLE_LIMIT_MS = "60000"


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
                },
                "timeout": 10,
            },
        )

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        async with self.engine.begin() as tx:
            yield tx

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
