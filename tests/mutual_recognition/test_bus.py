"""From the real bus to a subscriber: the registry's events as Kafka carries them."""

import asyncio
from contextlib import asynccontextmanager, suppress
from uuid import uuid4

from chassis.bus import Bus, Envelope
from contracts.gateway import OrganisationChanged
from contracts.registry import LabelIssued
from mutual_recognition.main import consumer
from tests.mutual_recognition.samples import NOON, changed, issued
from tools.local.bus import Topic

TIMEOUT_S = 40


def envelope(event) -> Envelope:
    return Envelope(
        id=str(uuid4()),
        source="urn:tanbiao:tianjin:registry",
        type=event.TYPE,
        topic=event.topic(),
        subject=event.subject,
        time=NOON,
        data=event.model_dump(mode="json"),
    )


@asynccontextmanager
async def consuming(database, options):
    task = asyncio.create_task(consumer.run(database, options, f"test-{uuid4().hex}"))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def until(arrived) -> None:
    async with asyncio.timeout(TIMEOUT_S):
        while not await arrived():
            await asyncio.sleep(0.05)


async def test_what_the_registry_publishes_reaches_a_subscriber_once(
    recognition, subscriber, broker
):
    # Other tests of the run write to the same topic; the label's number is this test's own.
    label, options = f"TJ-{uuid4().hex}", broker.admin.options()
    await broker.topics([Topic(LabelIssued.topic()), Topic(OrganisationChanged.topic())])
    await recognition.subscribes(subscriber.url)
    sent = [envelope(issued(label)), envelope(changed(label))]
    bus = Bus(options)
    await bus.start()
    await bus.publish([sent[0], sent[0], sent[1], sent[0], sent[1]])
    await bus.stop()

    async def arrived() -> bool:
        await recognition.delivers()
        return [e.subject for e in subscriber.inbox.events.values()].count(label) == 2

    async with consuming(recognition.database, options):
        await until(arrived)

    mine = [e for e in subscriber.inbox.events.values() if e.subject == label]
    assert [e.event["type"].split(".")[2] for e in mine] == ["issued", "status-changed"]
    assert [e.count for e in mine] == [1, 1]
