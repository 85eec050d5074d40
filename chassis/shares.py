"""Places at work, shared fairly: whoever asks for many waits behind himself."""

import asyncio
from collections import Counter, OrderedDict, deque
from dataclasses import dataclass
from typing import TypeVar

from chassis.refusals import Refusal

Key = TypeVar("Key")


class ShareExhausted(Refusal):
    """A client or its organisation has as many requests at work as its share allows."""

    status = 429
    zh = "您同时进行的请求过多;请等待已提交的请求完成后,在 {seconds} 秒后重试。"
    en = "Too many of your requests are at work; let them end and try again after {seconds} s."


@dataclass(frozen=True)
class ShareLimits:
    """How many places there are, and how many of them one may have."""

    places: int | None = None
    of_group: int = 64
    of_member: int = 32
    queue: int = 200
    """How many of one group may wait."""
    wait_s: float = 10


@dataclass(eq=False)
class _Ticket:
    member: str
    ready: asyncio.Future[None]


def _less(counter: Counter[Key], key: Key) -> None:
    counter[key] -= 1
    if not counter[key]:
        del counter[key]


@dataclass(frozen=True)
class _Place:
    """A place while a block lasts: no generator, since every request passes through one."""

    shares: "Shares"
    group: str
    member: str

    async def __aenter__(self) -> None:
        await self.shares.enter(self.group, self.member)

    async def __aexit__(self, *_: object) -> None:
        self.shares.leave(self.group, self.member)


class Shares:
    """Places by group and member: an organisation and its clients, or an address alone.

    A free place goes to the group that has fewest; within a group, first come, first served.
    """

    def __init__(self, limits: ShareLimits) -> None:
        self._limits = limits
        self._taken = 0
        self._of_group: Counter[str] = Counter()
        self._of_member: Counter[tuple[str, str]] = Counter()
        self._queues: OrderedDict[str, deque[_Ticket]] = OrderedDict()

    def place(self, group: str, member: str) -> "_Place":
        """A place for the block. Raises `ShareExhausted` when none comes free in time."""
        return _Place(self, group, member)

    async def enter(self, group: str, member: str) -> None:
        if group not in self._queues and self._may(group, member):
            self._take(group, member)
        else:
            await self._wait(group, member)

    def leave(self, group: str, member: str) -> None:
        self._give_back(group, member)

    async def _wait(self, group: str, member: str) -> None:
        queue = self._queues.setdefault(group, deque())
        if len(queue) >= self._limits.queue:
            raise self._exhausted()
        ticket = _Ticket(member, asyncio.get_running_loop().create_future())
        queue.append(ticket)
        self._admit()
        try:
            async with asyncio.timeout(self._limits.wait_s):
                await ticket.ready
        except BaseException as failure:
            self._withdraw(group, ticket)
            if isinstance(failure, TimeoutError):
                raise self._exhausted() from None
            raise

    def _withdraw(self, group: str, ticket: _Ticket) -> None:
        """Give up waiting; a place that came in this very moment goes to the next."""
        if ticket.ready.done() and not ticket.ready.cancelled():
            self._give_back(group, ticket.member)
            return
        if ticket in (queue := self._queues.get(group, deque())):
            queue.remove(ticket)
        if not queue:
            self._queues.pop(group, None)

    def _give_back(self, group: str, member: str) -> None:
        self._taken -= 1
        _less(self._of_group, group)
        _less(self._of_member, (group, member))
        self._admit()

    def _admit(self) -> None:
        """Give free places to those who wait, to the group that has fewest first."""
        while self._is_free() and (found := self._next()):
            group, ticket = found
            queue = self._queues[group]
            queue.remove(ticket)
            self._queues.move_to_end(group)
            if not queue:
                del self._queues[group]
            self._take(group, ticket.member)
            ticket.ready.set_result(None)

    def _next(self) -> tuple[str, _Ticket] | None:
        for group in sorted(self._queues, key=lambda each: self._of_group[each]):
            for ticket in self._queues[group]:
                if not ticket.ready.done() and self._may(group, ticket.member):
                    return group, ticket
        return None

    def _take(self, group: str, member: str) -> None:
        self._taken += 1
        self._of_group[group] += 1
        self._of_member[group, member] += 1

    def _may(self, group: str, member: str) -> bool:
        limits = self._limits
        return (
            self._is_free()
            and self._of_group[group] < limits.of_group
            and self._of_member[group, member] < limits.of_member
        )

    def _is_free(self) -> bool:
        return self._limits.places is None or self._taken < self._limits.places

    def _exhausted(self) -> ShareExhausted:
        return ShareExhausted(seconds=2)
