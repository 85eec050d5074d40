"""Places at work: whoever asks for many waits behind himself."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack

import pytest

from chassis.shares import ShareExhausted, ShareLimits, Shares


class Crew:
    """Requests that keep their place until they are told to end."""

    def __init__(self, limits: ShareLimits) -> None:
        self.shares = Shares(limits)
        self.at_work: list[str] = []
        self._ends: dict[str, list[asyncio.Event]] = {}
        self._tasks: list[asyncio.Task[None]] = []

    async def ask(self, group: str, member: str = "") -> asyncio.Task[None]:
        """One more request; returns when it is at work or waits."""
        end = asyncio.Event()
        self._ends.setdefault(group, []).append(end)
        self._tasks.append(asyncio.create_task(self._work(group, member, end)))
        await settled()
        return self._tasks[-1]

    async def end(self, group: str) -> None:
        """End the first request of a group that is at work."""
        self._ends[group].pop(0).set()
        await settled()

    async def _work(self, group: str, member: str, end: asyncio.Event) -> None:
        async with self.shares.place(group, member):
            self.at_work.append(group)
            await end.wait()
        self.at_work.remove(group)

    async def leave(self) -> None:
        """End the test's requests, whatever they wait for."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


@pytest.fixture
async def crew_of() -> AsyncIterator[Callable[[ShareLimits], Crew]]:
    made: list[Crew] = []

    def crew(limits: ShareLimits) -> Crew:
        made.append(Crew(limits))
        return made[-1]

    yield crew
    for each in made:
        await each.leave()


async def settled() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_one_group_never_has_more_than_its_share(crew_of):
    crew = crew_of(ShareLimits(places=10, of_group=2))

    for _ in range(5):
        await crew.ask("a")
    await crew.ask("b")

    assert crew.at_work == ["a", "a", "b"]


async def test_one_member_never_has_more_than_its_share_of_the_group(crew_of):
    crew = crew_of(ShareLimits(places=10, of_group=3, of_member=1))

    for member in ("x", "x", "x", "y"):
        await crew.ask("a", member)

    assert crew.at_work == ["a", "a"]


async def test_who_waits_goes_on_when_one_of_his_ends_first_come_first_served(crew_of):
    crew = crew_of(ShareLimits(of_group=1))
    for _ in range(3):
        await crew.ask("a")

    await crew.end("a")

    assert crew.at_work == ["a"]


async def test_a_free_place_goes_to_whoever_has_fewest(crew_of):
    crew = crew_of(ShareLimits(places=3, of_group=3))
    for group in ("a", "a", "b", "a", "a", "c"):
        await crew.ask(group)

    await crew.end("a")
    await crew.end("a")

    assert sorted(crew.at_work) == ["a", "b", "c"]


async def test_who_waits_too_long_is_refused_and_takes_nothing_along():
    shares = Shares(ShareLimits(of_group=1, wait_s=0.01))
    async with shares.place("a", ""):
        with pytest.raises(ShareExhausted):
            async with shares.place("a", ""):
                pytest.fail("it had a place")

    async with shares.place("a", ""):
        pass


async def test_a_queue_has_an_end_and_no_other_group_waits_in_it(crew_of):
    crew = crew_of(ShareLimits(of_group=1, queue=2))
    for _ in range(3):
        await crew.ask("a")

    refused = await crew.ask("a")
    await crew.ask("b")

    with pytest.raises(ShareExhausted):
        await refused
    assert crew.at_work == ["a", "b"]


async def test_who_leaves_while_waiting_is_passed_over(crew_of):
    crew = crew_of(ShareLimits(of_group=1))
    await crew.ask("a")
    left = await crew.ask("a")
    await crew.ask("a")
    left.cancel()
    await settled()

    await crew.end("a")

    assert crew.at_work == ["a"]


async def test_whoever_leaves_in_the_moment_of_his_turn_keeps_no_place():
    shares = Shares(ShareLimits(of_group=1))
    async with AsyncExitStack() as first:
        await first.enter_async_context(shares.place("a", ""))
        waiting = asyncio.create_task(shares.place("a", "").__aenter__())
        await settled()
        await first.aclose()
        waiting.cancel()
        await settled()

    async with asyncio.timeout(1), shares.place("a", ""):
        assert waiting.cancelled()
