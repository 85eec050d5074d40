"""Looking which services answer, at most every few seconds, whoever asks."""

import asyncio
import time
from collections.abc import Mapping

from chassis import clock
from gateway.directory.domain.states import Survey
from gateway.directory.remote import states

_FRESH_S = 5.0


class Observer:
    """Keeps the last survey while it is fresh, so that asking often costs the services nothing."""

    def __init__(self, addresses: Mapping[str, str]) -> None:
        self._addresses = addresses
        self._last: Survey | None = None
        self._fresh_until = float("-inf")
        self._asking = asyncio.Lock()

    async def survey(self) -> Survey:
        async with self._asking:
            if self._last is None or time.monotonic() >= self._fresh_until:
                self._last = Survey(clock.now(), await states(self._addresses))
                self._fresh_until = time.monotonic() + _FRESH_S
            return self._last
