"""What holds the relay up, and whom it holds up, on a real Kafka broker."""

from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import pytest
from aiokafka.errors import KafkaError
from sqlalchemy import select

from chassis import aside, outbox
from chassis.bus import Bus
from chassis.relay import relay
from tests.chassis import sample

SHORT = 700
"""Bytes that the producer of these tests takes: enough for an ordinary event."""


class Narrow(Bus):
    """A bus that refuses what is longer than `SHORT`, as a broker with a lower limit does."""

    def __init__(self, broker) -> None:
        super().__init__(
            {**broker.admin.options(), "max_request_size": SHORT, "request_timeout_ms": 1000}
        )


@pytest.fixture
async def bus(broker) -> AsyncIterator[Bus]:
    bus = Narrow(broker)
    await bus.start()
    yield bus
    await bus.stop()


class Waiting:
    """The outbox of the sample service, with events of chosen subjects and topics."""

    def __init__(self, service, topic: str) -> None:
        self.database, self.topic = service.database, topic

    async def has(self, subject: str, *, long: bool = False, topic: str = "") -> UUID:
        event = sample.about(uuid4()).model_copy(update={"body": "x" * (SHORT if long else 1)})
        async with self.database.transaction() as tx:
            id = await outbox.append(tx, event)
            which = outbox.outbox.c.id == id
            change = {"topic": topic or self.topic, "subject": subject}
            await tx.execute(outbox.outbox.update().where(which).values(change))
        return id

    async def shorten(self, id: UUID) -> None:
        async with self.database.transaction() as tx:
            data = sample.about(id).model_dump(mode="json")
            which = outbox.outbox.c.id == id
            await tx.execute(outbox.outbox.update().where(which).values(data=data))
            await aside.replay(tx, str(id))

    async def left(self) -> list[UUID]:
        table = outbox.outbox.c
        waiting = select(table.id).where(table.published_at.is_(None)).order_by(table.position)
        async with self.database.transaction() as tx:
            return list(await tx.scalars(waiting))

    async def shown(self) -> list[tuple[str, str]]:
        async with self.database.transaction() as tx:
            return [(row["job"], row["item"]) for row in await aside.shown(tx)]

    async def relayed(self, bus: Bus) -> None:
        while await relay(self.database, bus=bus, source="urn:tanbiao:test"):
            pass


@pytest.fixture
async def waiting(service, broker) -> Waiting:
    return Waiting(service, await broker.topic())


async def test_an_event_that_cannot_be_sent_holds_up_only_its_subject(waiting, bus):
    poisoned = await waiting.has("a", long=True)
    behind = await waiting.has("a")
    await waiting.has("b")

    await waiting.relayed(bus)
    await waiting.has("c")
    await waiting.relayed(bus)

    assert await waiting.left() == [poisoned, behind]
    assert await waiting.shown() == [("relay", str(poisoned))]


async def test_what_waited_behind_follows_when_the_cause_is_mended(waiting, bus):
    poisoned = await waiting.has("a", long=True)
    await waiting.has("a")
    await waiting.relayed(bus)

    await waiting.shorten(poisoned)
    await waiting.relayed(bus)

    assert await waiting.left() == []
    assert await waiting.shown() == []


async def test_a_topic_that_refuses_rests_while_others_go_on(waiting, bus):
    refused = await waiting.has("a", topic="no such name!")
    await waiting.has("b")

    with pytest.raises(KafkaError):
        await waiting.relayed(bus)

    assert await waiting.left() == [refused]
    assert await waiting.shown() == []


async def test_a_bus_out_of_reach_is_no_fault_of_the_events(waiting):
    waits = await waiting.has("a")

    with pytest.raises(RuntimeError, match="not started"):
        await waiting.relayed(Bus({}))

    assert await waiting.left() == [waits]
    assert await waiting.shown() == []
