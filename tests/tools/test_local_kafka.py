"""The local broker: rights, idempotent start, survival."""

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from tests.support.kafka import Bus
from tools.local import Access


async def write(access: Access, topic: str, value: bytes) -> None:
    producer = AIOKafkaProducer(**access.options(), enable_idempotence=True)
    await producer.start()
    try:
        await producer.send_and_wait(topic, value)
    finally:
        await producer.stop()


async def read_one(access: Access, topic: str, group: str | None) -> bytes:
    consumer = AIOKafkaConsumer(
        topic, **access.options(), group_id=group, auto_offset_reset="earliest"
    )
    await consumer.start()
    try:
        return (await consumer.getone()).value
    finally:
        await consumer.stop()


async def test_a_user_writes_and_reads_just_its_topics(broker: Bus):
    topic = await broker.topic()
    publisher = await broker.user(produces=[topic])
    reader = await broker.user(consumes=[topic])

    await write(publisher, topic, b"1")

    assert await read_one(reader, topic, reader.username) == b"1"


async def test_pg(postgres):
    import asyncpg

    async with postgres.service("accounting") as urls:
        for url in (urls.url, urls.owner_url):
            c = await asyncpg.connect(url)
            assert await c.fetchval("select 1") == 1
            await c.close()


def test_sync(postgres, broker):
    assert postgres.admin_url
    assert broker.bootstrap
