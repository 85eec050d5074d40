"""How the bus behaves, on a real Apache Kafka broker."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from uuid import uuid4

import pytest
from aiokafka import TopicPartition
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import outbox
from chassis.bus import Bus, Envelope, consumer, stop
from chassis.consumer import Consumer
from chassis.relay import relay
from contracts.certification import ApplicationSubmitted
from tests.chassis import sample

TIMEOUT_S = 40


class Reader(Consumer):
    """A consumer of one test's topic: notes the events it handled, and stalls on purpose."""

    def __init__(self, service, broker, topic, group) -> None:
        super().__init__()
        self.service, self.topic, self.group = service, topic, group
        self.options = broker.admin.options()
        self.seen: list[str] = []
        self.unstalled = asyncio.Event()
        self.unstalled.set()
        self.stalled = asyncio.Event()
        self.on(ApplicationSubmitted)(self.handle)

    @property
    def topics(self) -> list[str]:
        return [self.topic]

    async def handle(self, event: ApplicationSubmitted, tx: AsyncConnection) -> None:
        self.stalled.set()
        await self.unstalled.wait()
        self.seen.append(event.body)
        await sample.take_note(event, tx)

    @asynccontextmanager
    async def running(
        self, member: str | None = None, finished: Callable[[], None] = lambda: None
    ) -> AsyncIterator[None]:
        task = asyncio.create_task(
            self.run(self.service.database, self.options, self.group, member, finished)
        )
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def until(self, count: int) -> list[str]:
        async with asyncio.timeout(TIMEOUT_S):
            while len(set(self.seen)) < count:
                await asyncio.sleep(0.02)
        return self.seen


def envelope(topic: str, subject: str, number: int) -> Envelope:
    event = sample.about(uuid4()).model_copy(update={"body": f"{subject}-{number}"})
    return Envelope(
        id=str(uuid4()),
        source="urn:tanbiao:tianjin:certification",
        type=event.TYPE,
        topic=topic,
        subject=subject,
        time=event.submitted_at,
        data=event.model_dump(mode="json"),
    )


@pytest.fixture
async def topic(broker) -> str:
    return await broker.topic(partitions=3)


@pytest.fixture
async def publisher(broker) -> AsyncIterator[Bus]:
    bus = Bus(broker.admin.options())
    await bus.start()
    yield bus
    await bus.stop()


@pytest.fixture
def reader(service, broker, topic) -> Reader:
    return Reader(service, broker, topic, f"group-{uuid4().hex}")


class TestBus:
    """Order, redelivery, competition, replay: what every service relies on."""

    async def test_events_of_one_subject_arrive_in_order(self, publisher, reader, topic):
        subjects = ["a", "b", "c", "d"]
        events = [envelope(topic, s, n) for n in range(25) for s in subjects]
        async with reader.running():
            await publisher.publish(events)
            seen = await reader.until(100)

        for subject in subjects:
            mine = [body for body in seen if body.startswith(f"{subject}-")]
            assert mine == [f"{subject}-{n}" for n in range(25)]

    async def test_an_event_published_twice_is_handled_once(self, publisher, reader, topic):
        twice, after = envelope(topic, "a", 1), envelope(topic, "a", 2)
        async with reader.running():
            await publisher.publish([twice, twice, after])
            seen = await reader.until(2)

        assert seen == ["a-1", "a-2"]

    async def test_competing_consumers_share_the_work_and_lose_nothing(
        self, publisher, reader, topic
    ):
        events = [envelope(topic, f"s{n}", n) for n in range(60)]
        async with reader.running(), reader.running():
            await publisher.publish(events)
            seen = await reader.until(60)

        assert sorted(seen) == sorted(f"s{n}-{n}" for n in range(60))

    async def test_a_rebalance_in_the_middle_of_a_handler_doubles_nothing(
        self, publisher, reader, topic, service
    ):
        reader.unstalled.clear()
        async with reader.running():
            await publisher.publish([envelope(topic, f"s{n}", n) for n in range(6)])
            async with reader.running():
                reader.unstalled.set()
                await effects(service, 6)

        kept = (await service.get("/v1/notes")).json()
        assert len(kept) == 6

    async def test_a_consumer_that_starts_again_goes_on_where_it_was(
        self, publisher, reader, topic, service
    ):
        async with reader.running("member-1"):
            await publisher.publish([envelope(topic, "a", 1)])
            await effects(service, 1)
        await publisher.publish([envelope(topic, "a", 2)])
        async with reader.running("member-1"):
            await effects(service, 2)

        assert reader.seen == ["a-1", "a-2"]

    async def test_a_consumer_that_failed_keeps_nobody_from_setting_positions(
        self, publisher, reader, topic, service
    ):
        def fail_once_something_came() -> None:
            if reader.seen:
                raise ConnectionError

        await publisher.publish([envelope(topic, "a", 1)])
        failing = reader.run(
            service.database, reader.options, reader.group, "member-1", fail_once_something_came
        )
        with pytest.raises(ConnectionError):
            await asyncio.wait_for(failing, TIMEOUT_S)

        beside, place = consumer(reader.options, [], reader.group), TopicPartition(topic, 0)
        await beside.start()
        try:
            beside.assign([place])
            await beside.commit({place: 0})
        finally:
            await stop(beside)

    async def test_a_new_group_reads_from_the_start_and_changes_nothing_twice(
        self, publisher, reader, topic, service, broker
    ):
        await publisher.publish([envelope(topic, "a", n) for n in range(3)])
        async with reader.running():
            await effects(service, 3)
        again = Reader(service, broker, topic, f"group-{uuid4().hex}")

        async with again.running():
            await publisher.publish([envelope(topic, "a", 3)])
            await effects(service, 4)

        assert again.seen == ["a-3"]
        assert len((await service.get("/v1/notes")).json()) == 4

    async def test_a_poisoned_message_does_not_stop_the_others(
        self, publisher, reader, topic, service
    ):
        poison = envelope(topic, "a", 1)
        object.__setattr__(poison, "data", {"nothing": "of use"})
        async with reader.running():
            await publisher.publish([poison, envelope(topic, "b", 2)])
            assert await reader.until(1) == ["b-2"]

    async def test_a_consumer_says_that_it_is_at_work_unless_a_handler_is_stuck(
        self, publisher, reader, topic
    ):
        finished = asyncio.Semaphore(0)
        reader.unstalled.clear()
        async with reader.running(finished=finished.release):
            await asyncio.wait_for(finished.acquire(), TIMEOUT_S)
            await publisher.publish([envelope(topic, "a", 1)])
            await asyncio.wait_for(reader.stalled.wait(), TIMEOUT_S)
            while not finished.locked():
                await finished.acquire()
            assert finished.locked()
            reader.unstalled.set()
            await asyncio.wait_for(finished.acquire(), TIMEOUT_S)

    async def test_the_relay_publishes_what_the_outbox_holds_once_each(
        self, service, issuer, publisher, topic, reader
    ):
        headers = issuer.headers("91120116MA0000007N", "enterprise")
        for words in ("one", "two"):
            await service.post("/v1/notes", {"words": words}, headers=headers)
        async with service.database.transaction() as tx:
            await redirect(tx, topic)
        first = await relay(service.database, bus=publisher, source="urn:tanbiao:test")
        second = await relay(service.database, bus=publisher, source="urn:tanbiao:test")
        async with reader.running():
            await effects(service, 4)

        assert (first, second) == (True, False)
        assert len(reader.seen) == 2


async def effects(service, count: int) -> None:
    """Wait until this many events have taken effect; a handler that ran may still roll back."""
    async with asyncio.timeout(TIMEOUT_S):
        while len((await service.get("/v1/notes")).json()) < count:
            await asyncio.sleep(0.02)


async def redirect(connection, topic: str) -> None:
    """Send what waits in the outbox to a topic of this test alone."""
    await connection.execute(outbox.outbox.update().values(topic=topic))


class TestBusFailures:
    """What a broker that dies does to producers and consumers."""

    async def test_events_survive_a_kill_of_the_broker(self, service, own_broker):
        topic = await own_broker.topic()
        reader = Reader(service, own_broker, topic, f"group-{uuid4().hex}")
        publisher = Bus(own_broker.admin.options())
        await publisher.start()
        async with reader.running():
            await publisher.publish([envelope(topic, "a", 1)])
            await reader.until(1)
            await own_broker.kill()
            await own_broker.start()
            await publisher.publish([envelope(topic, "a", 2)])
            seen = await reader.until(2)
        await publisher.stop()

        assert list(dict.fromkeys(seen)) == ["a-1", "a-2"]


async def test_a_consumer_that_misses_its_end_is_ended_again():
    """As aiokafka does now and then: the task that fetches swallows the first cancellation."""

    class Deaf:
        ended = 0

        async def stop(self) -> None:
            task = asyncio.ensure_future(asyncio.sleep(3600))
            with suppress(asyncio.CancelledError):
                await task
            self.ended += 1

    deaf = Deaf()

    await asyncio.wait_for(stop(deaf, within_s=0.05), 5)

    assert deaf.ended == 1
