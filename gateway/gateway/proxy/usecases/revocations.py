"""Revoked clients, read again every few seconds; without fresh news nobody is believed."""

import asyncio
import time
from datetime import timedelta

import structlog

from chassis import clock
from chassis.database import Database
from gateway.clients.usecases.records import revoked_since
from gateway.proxy.domain.refusals import RevocationsUnknown
from gateway.tokens.usecases.assertions import forget_expired

_HORIZON = timedelta(hours=1)
"""Tokens live ten minutes, so a client revoked earlier than this has none left."""

log = structlog.get_logger()


class Revocations:
    """The ids of the clients whose tokens are no longer good."""

    def __init__(self, database: Database, *, poll_s: float, stale_s: float) -> None:
        self._database = database
        self._poll_s, self._stale_s = poll_s, stale_s
        self._ids: frozenset[str] = frozenset()
        self._read_at = float("-inf")

    def include(self, client: str) -> bool:
        """Raises `RevocationsUnknown` when the last reading is too old to answer."""
        if time.monotonic() - self._read_at > self._stale_s:
            raise RevocationsUnknown
        return client in self._ids

    async def refresh(self) -> None:
        began = time.monotonic()
        async with self._database.transaction() as tx:
            now = clock.now()
            ids = await revoked_since(tx, now - _HORIZON)
            await forget_expired(tx, now)
        self._ids, self._read_at = ids, began

    async def watch(self) -> None:
        """Read for ever. A failed reading is answered by `include`, once it has lasted."""
        while True:
            await asyncio.sleep(self._poll_s)
            await self.try_refresh()

    async def try_refresh(self) -> None:
        try:
            await self.refresh()
        except Exception as failure:
            log.warning("revocations not read", error=type(failure).__name__)
