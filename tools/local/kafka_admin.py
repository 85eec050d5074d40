"""Brings a cluster's topics, users and access rules to what the tables say, again and again."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from aiokafka.admin import AIOKafkaAdminClient, NewPartitions, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import TopicAlreadyExistsError, for_code
from aiokafka.protocol.admin import CreateAclsRequest, DeleteAclsRequest, DescribeAclsRequest

from tools.local.bus import Access, BusUser, Topic
from tools.local.scram import SetScramPasswords

MOST_COPIES = 3
ANY = 1
LITERAL = 3
PREFIXED = 4
ALLOW = 3


class Resource(IntEnum):
    """Kafka's numbers for what an access rule is about."""

    TOPIC = 2
    GROUP = 3


class Operation(IntEnum):
    """Kafka's numbers for what an access rule allows."""

    READ = 3
    WRITE = 4


@dataclass(frozen=True, order=True)
class Rule:
    """A user may do one thing to a topic or group, or to all of a beginning, from any host."""

    user: str
    resource: int
    name: str
    operation: int
    pattern: int = LITERAL

    def row(self) -> tuple[int, str, int, str, str, int, int]:
        """The rule as Kafka's requests spell it."""
        principal = f"User:{self.user}"
        return self.resource, self.name, self.pattern, principal, "*", self.operation, ALLOW


async def prepare(access: Access, topics: Sequence[Topic], users: Sequence[BusUser]) -> None:
    """Create or correct topics, SCRAM users and their access rules."""
    if not topics and not users:
        return
    client = AIOKafkaAdminClient(**access.options())
    await client.start()
    try:
        await _topics(client, topics)
        if access.username:
            await _users(client, users)
    finally:
        await client.close()


async def _topics(client: AIOKafkaAdminClient, topics: Sequence[Topic]) -> None:
    if not topics:
        return
    found = {t["topic"]: len(t["partitions"]) for t in await client.describe_topics()}
    if new := [topic for topic in topics if topic.name not in found]:
        brokers = (await client.describe_cluster())["brokers"]
        copies = min(MOST_COPIES, len(brokers))
        response = await client.create_topics([_new_topic(topic, copies) for topic in new])
        _require_done((code, text) for _, code, text in response.topic_errors)
    await _correct(client, [topic for topic in topics if topic.name in found], found)


def _new_topic(topic: Topic, copies: int) -> NewTopic:
    configs = {"retention.ms": str(topic.retention_ms)}
    return NewTopic(topic.name, topic.partitions, copies, topic_configs=configs)


async def _correct(
    client: AIOKafkaAdminClient, topics: Sequence[Topic], partitions: dict[str, int]
) -> None:
    """Retention follows the table; partitions only grow, as Kafka cannot take one away."""
    growing = [topic for topic in topics if topic.partitions > partitions[topic.name]]
    if growing:
        await client.create_partitions({t.name: NewPartitions(t.partitions) for t in growing})
    if topics:
        kind = ConfigResourceType.TOPIC
        await client.alter_configs(
            [ConfigResource(kind, t.name, {"retention.ms": str(t.retention_ms)}) for t in topics]
        )


async def _users(client: AIOKafkaAdminClient, users: Sequence[BusUser]) -> None:
    """Passwords first, then the missing rules, and last the end of rules no longer wanted."""
    if not users:
        return
    response = await client._send_request(SetScramPasswords({u.name: u.password for u in users}))
    _require_done((code, text) for _, code, text, *_ in response.results)
    found = set().union(*await asyncio.gather(*(_rules_of(client, u.name) for u in users)))
    wanted = set().union(*(rules(user) for user in users))
    await asyncio.gather(*(_add(client, rule) for rule in wanted - found))
    await asyncio.gather(*(_remove(client, rule) for rule in found - wanted))


def rules(user: BusUser) -> set[Rule]:
    """Write what it produces, read what it consumes, commit in the group of its own name."""
    writes = {Rule(user.name, Resource.TOPIC, t, Operation.WRITE) for t in user.produces}
    reads = {Rule(user.name, Resource.TOPIC, t, Operation.READ) for t in user.consumes}
    group = {Rule(user.name, Resource.GROUP, user.name, Operation.READ)} if reads else set()
    follows = {
        Rule(user.name, Resource.TOPIC, beginning, Operation.READ, PREFIXED)
        for beginning in user.follows
    }
    return writes | reads | group | follows


async def _rules_of(client: AIOKafkaAdminClient, user: str) -> set[Rule]:
    request = DescribeAclsRequest(ANY, None, ANY, f"User:{user}", None, ANY, ANY)
    response = await client._send_request(request)
    _require_done([(response.error_code, response.error_message)])
    return {
        Rule(user, kind, name, operation, pattern)
        for kind, name, pattern, entries in response.resources
        for _, _, operation, _ in entries
    }


async def _add(client: AIOKafkaAdminClient, rule: Rule) -> None:
    response = await client._send_request(CreateAclsRequest(*rule.row()))
    _require_done(response.creation_responses)


async def _remove(client: AIOKafkaAdminClient, rule: Rule) -> None:
    response = await client._send_request(DeleteAclsRequest(*rule.row()))
    _require_done((code, text) for code, text, _ in response.filter_responses)


def _require_done(results: Iterable[tuple[int, str | None]]) -> None:
    """Raise Kafka's own error; a topic that somebody else just created is what we wanted."""
    for code, text in results:
        error = for_code(code)
        if code != 0 and error is not TopicAlreadyExistsError:
            raise error(text)
