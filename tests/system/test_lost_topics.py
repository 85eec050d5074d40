"""Kafka comes back without its topics while a consumer lagged: what lay there arrives, once."""

import pytest
from aiokafka.admin import AIOKafkaAdminClient

from contracts.certification import CertificateIssued
from tests.system.test_killed_parts import census
from tools import fleet
from tools.local import ServiceDatabase
from tools.local.databases import connected
from tools.local.kafka_admin import prepare
from tools.pilot.scenario import ACTS, NotYet, decide, eventually

BEFORE = next(n for n, act in enumerate(ACTS) if act.play is decide)
WORKER = "registry-worker"


@pytest.mark.slow("what is missed for less than half a minute may still be on its way")
async def test_what_was_lost_with_the_topics_while_a_consumer_lagged_arrives_by_itself(platform):
    pilot = platform.pilot("lost-topics")
    for act in ACTS[:BEFORE]:
        await act.play(pilot)

    platform.stack.kill(WORKER)
    await ACTS[BEFORE].play(pilot)
    await eventually(lambda: everything_was_said(platform, "certification"))
    await lose(platform, CertificateIssued.topic())
    platform.stack.launch(fleet.process(WORKER))
    for act in ACTS[BEFORE + 1 :]:
        await act.play(pilot)

    await platform.stack.ready()
    assert await census(platform, pilot) == {
        "certificates": [pilot.facts["certificate"]],
        "labels": [pilot.facts["label"]],
        "leaves": 1,
        "in the feed": 1,
        "at the partner": 1,
    }
    await eventually(lambda: nothing_differs(platform))
    await pilot.close()


async def everything_was_said(platform, service: str) -> None:
    waiting = "select count(*) from outbox where published_at is null"
    unsigned = "select count(*) from signature_due"
    async with connected(platform.stack.local.url(ServiceDatabase(service))) as database:
        if await database.fetchval(waiting) or await database.fetchval(unsigned):
            raise NotYet("the certificate waits to be signed or told")


async def lose(platform, topic: str) -> None:
    access = platform.stack.local.bus
    admin = AIOKafkaAdminClient(**access.options())
    await admin.start()
    await admin.delete_topics([topic])
    await admin.close()
    await prepare(access, fleet.topics(), [])


async def nothing_differs(platform) -> None:
    for service in fleet.SERVICES:
        if service.consumes:
            url = platform.stack.local.url(ServiceDatabase(service.database))
            async with connected(url) as database:
                if await database.fetchval("select count(*) from difference"):
                    raise NotYet(f"{service.name} holds something otherwise than its source")
