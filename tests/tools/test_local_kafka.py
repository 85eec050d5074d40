"""The local broker: who may do what, what a repeated start keeps, what a power cut spares."""

import base64

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import (
    GroupAuthorizationFailedError,
    KafkaError,
    TopicAuthorizationFailedError,
)

from tests.support.kafka import Bus
from tools.local import Access, BusUser, Topic
from tools.local.bus import external_bus
from tools.local.kafka import cluster_id, log_in
from tools.local.kafka_admin import prepare


async def write(access: Access, topic: str, value: bytes = b"1") -> None:
    async with AIOKafkaProducer(**access.options()) as producer:
        await producer.send_and_wait(topic, value)


async def read_one(access: Access, topic: str, group: str | None) -> bytes:
    consumer = AIOKafkaConsumer(
        topic, **access.options(), group_id=group, auto_offset_reset="earliest"
    )
    try:
        await consumer.start()
        return (await consumer.getone()).value
    finally:
        await consumer.stop()


async def partitions_and_retention(access: Access, topic: str) -> tuple[int, str]:
    client = AIOKafkaAdminClient(**access.options())
    await client.start()
    try:
        [found] = await client.describe_topics([topic])
        resource = ConfigResource(ConfigResourceType.TOPIC, topic, {"retention.ms": ""})
        [response] = await client.describe_configs([resource])
        [(_, _, _, _, [(_, retention, *_)])] = response.resources
        return len(found["partitions"]), retention
    finally:
        await client.close()


async def test_a_user_writes_and_reads_just_its_topics(broker: Bus):
    topic = await broker.topic()
    publisher = await broker.user(produces=[topic])
    reader = await broker.user(consumes=[topic])

    await write(publisher, topic, b"hello")

    assert await read_one(reader, topic, reader.username) == b"hello"


async def test_a_publisher_may_be_idempotent(broker: Bus):
    topic = await broker.topic()
    publisher = await broker.user(produces=[topic])

    async with AIOKafkaProducer(**publisher.options(), enable_idempotence=True) as producer:
        sent = await producer.send_and_wait(topic, b"1")

    assert sent.offset == 0


async def test_a_user_without_the_right_writes_nothing(broker: Bus):
    topic = await broker.topic()
    stranger = await broker.user(produces=[await broker.topic()])

    with pytest.raises(TopicAuthorizationFailedError):
        await write(stranger, topic)


async def test_a_reader_may_not_write(broker: Bus):
    topic = await broker.topic()
    reader = await broker.user(consumes=[topic])

    with pytest.raises(TopicAuthorizationFailedError):
        await write(reader, topic)


async def test_a_reader_may_not_use_the_group_of_another(broker: Bus):
    topic = await broker.topic()
    first = await broker.user(consumes=[topic])
    second = await broker.user(consumes=[topic])
    await write(broker.admin, topic)

    with pytest.raises(GroupAuthorizationFailedError):
        await read_one(second, topic, first.username)


async def test_a_wrong_password_is_refused(broker: Bus):
    user = await broker.user(produces=[await broker.topic()])

    with pytest.raises(KafkaError):
        await log_in(broker.admin.as_user(user.username or "", "not-the-password"))


async def test_nobody_gets_in_without_a_password(broker: Bus):
    with pytest.raises(KafkaError):
        await log_in(Access(broker.bootstrap))


async def test_a_right_that_is_no_longer_wanted_ends(broker: Bus):
    topic = await broker.topic()
    publisher = await broker.user(produces=[topic], name=f"user-of-{topic}")
    await write(publisher, topic)

    await broker.user(produces=[], name=f"user-of-{topic}")

    with pytest.raises(TopicAuthorizationFailedError):
        await write(publisher, topic)


async def test_preparing_twice_corrects_topics_and_passwords(broker: Bus):
    name = await broker.topic(partitions=1)
    user = BusUser(f"user-of-{name}", "first", produces=(name,))
    await prepare(broker.admin, [Topic(name, 1, 60_000)], [user])

    changed = BusUser(user.name, "second", produces=(name,))
    for _ in range(2):
        await prepare(broker.admin, [Topic(name, 3, 120_000)], [changed])

    await write(broker.admin.as_user(user.name, "second"), name)
    assert await partitions_and_retention(broker.admin, name) == (3, "120000")


async def test_an_unknown_topic_is_not_made_by_writing_to_it(broker: Bus):
    client = AIOKafkaAdminClient(**broker.admin.options())
    await client.start()
    try:
        [found] = await client.describe_topics(["nobody.made-this"])
        again = await client.list_topics()
    finally:
        await client.close()

    assert found["error_code"] != 0
    assert "nobody.made-this" not in again


async def test_events_survive_a_killed_broker(own_broker: Bus):
    topic = await own_broker.topic()
    user = await own_broker.user(produces=[topic], consumes=[topic])
    await write(user, topic, b"before")

    await own_broker.kill()
    await own_broker.start()

    assert await read_one(user, topic, user.username) == b"before"
    await write(user, topic, b"after")


def test_no_cluster_id_looks_like_an_option():
    ids = {cluster_id() for _ in range(500)}

    assert len(ids) == 500
    assert {len(base64.urlsafe_b64decode(f"{id}==")) for id in ids} == {16}
    assert [id for id in ids if id.startswith("-")] == []


async def test_starting_a_running_broker_keeps_it(own_broker: Bus):
    topic = await own_broker.topic()
    async with AIOKafkaProducer(**own_broker.admin.options()) as producer:
        await own_broker.start()

        assert (await producer.send_and_wait(topic, b"1")).offset == 0


def test_the_environment_names_an_existing_cluster():
    environ = {
        "KAFKA_BOOTSTRAP": "kafka.example:9092",
        "KAFKA_ADMIN_USERNAME": "root",
        "KAFKA_ADMIN_PASSWORD": "p@ss",
    }

    access = external_bus(environ)

    assert access == Access("kafka.example:9092", "root", "p@ss")
    assert access == Access.parse(access.url())
    assert external_bus({}) is None
