"""Turns at what only a few can use at once, shared fairly between organisations."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count

from chassis.refusals import Unavailable


class WorkersBusy(Unavailable):
    """As much work waits as may wait, of everybody or of this organisation."""

    zh = "等待处理的任务过多,请在几秒后重试。"
    en = "Too much work is waiting already; try again in a few seconds."


class Turns:
    """Who is next: the organisation whose last turn is longest ago, with what it asked first."""

    def __init__(self, size: int, waiting: int, waiting_of_one: int) -> None:
        self._free, self._most, self._most_of_one = size, waiting, waiting_of_one
        # One process stays free of whoever has all the others, where there are others.
        self._share = max(1, size - 1)
        self._running: Counter[str] = Counter()
        self._waiting: list[tuple[str, asyncio.Future[None]]] = []
        self._last_turns: dict[str, int] = {}
        self._numbers = count(1)

    @asynccontextmanager
    async def turn(self, org: str) -> AsyncIterator[None]:
        """Wait for a turn and keep it. Raises `WorkersBusy`."""
        if self._may_begin(org):
            self._begin(org)
        else:
            await self._wait(org)
        try:
            yield
        finally:
            self._end(org)

    async def _wait(self, org: str) -> None:
        of_one = sum(other == org for other, _ in self._waiting)
        if len(self._waiting) >= self._most or of_one >= self._most_of_one:
            raise WorkersBusy
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((org, turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.cancelled():
                self._waiting.remove((org, turn))
            else:
                self._end(org)
            raise

    def _may_begin(self, org: str) -> bool:
        return self._free > 0 and self._running[org] < self._share

    def _begin(self, org: str) -> None:
        self._free -= 1
        self._running[org] += 1
        self._last_turns[org] = next(self._numbers)

    def _end(self, org: str) -> None:
        self._free += 1
        self._running[org] -= 1
        while able := [w for w in self._waiting if self._may_begin(w[0]) and not w[1].done()]:
            after, turn = min(able, key=lambda waiting: self._last_turns.get(waiting[0], 0))
            self._waiting.remove((after, turn))
            self._begin(after)
            turn.set_result(None)
