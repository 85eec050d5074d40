"""Revoked clients, read again every few seconds; without fresh news nobody is believed."""

import asyncio
import time
from datetime import timedelta
from hashlib import sha256

import structlog

from chassis import clock
from chassis.database import Database
from chassis.generations import Memory
from chassis.revocations import RevocationsUnknown
from gateway.clients.usecases import beside
from gateway.clients.usecases.records import ended_since
from gateway.tokens.usecases.assertions import forget_expired

_HORIZON = timedelta(hours=1)
"""Tokens live ten minutes, so a client revoked earlier than this has none left."""

log = structlog.get_logger()


class Revocations:
    """The ids of the clients whose tokens are no longer good.

    `database` is theirs alone: whatever holds all connections of others cannot keep the news away.
    """

    def __init__(
        self,
        database: Database,
        *,
        poll_s: float,
        stale_s: float,
        memory: Memory | None = None,
    ) -> None:
        self._database, self._memory = database, memory
        self._poll_s, self._stale_s = poll_s, stale_s
        self.ids: frozenset[str] = frozenset()
        self._read_at = float("-inf")
        self._news = asyncio.Condition()

    @property
    def good_for_s(self) -> float:
        """How long the last reading may still be believed; negative when no longer."""
        return self._stale_s - (time.monotonic() - self._read_at)

    @property
    def version(self) -> str:
        """Equal for equal lists, in every process."""
        return sha256("\n".join(sorted(self.ids)).encode()).hexdigest()

    def include(self, client: str) -> bool:
        """Raises `RevocationsUnknown` when the last reading is too old to answer."""
        if self.good_for_s < 0:
            raise RevocationsUnknown
        return client in self.ids

    async def changed(self, known: str, wait_s: float) -> None:
        """Return when the list is another one than `known`, or after a while."""
        async with self._news:
            try:
                async with asyncio.timeout(wait_s):
                    await self._news.wait_for(lambda: self.version != known)
            except TimeoutError:
                pass

    async def refresh(self) -> None:
        began = time.monotonic()
        async with self._database.transaction() as tx:
            now = clock.now()
            ids = await ended_since(tx, now - _HORIZON)
            await forget_expired(tx, now)
        ids |= await beside.ended_since(self._memory, now - _HORIZON)
        async with self._news:
            self.ids, self._read_at = ids, began
            self._news.notify_all()

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
