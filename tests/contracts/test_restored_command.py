"""The command that ends the holding of a database that was put back, on a real broker."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition

from chassis import clock
from chassis.bus import Bus, Envelope
from chassis.database import Database
from chassis.generations import DatabaseOlder, note
from chassis.lastknown import Folder, Generation
from chassis.origins import Origin
from contracts.certification import CertificateWithdrawn
from tests.support.documented import Executor, executed_by
from tests.support.postgres import ServiceUrls
from tests.support.service import migrated
from tools import fleet
from tools.local.kafka_admin import prepare

PLAIN, WITH_SOURCE = executed_by(Executor.RESTORED)
TOPIC = CertificateWithdrawn.topic()


@pytest.fixture
async def bus(own_broker) -> AsyncIterator[Bus]:
    await prepare(own_broker.admin, fleet.topics(), [])
    bus = Bus(own_broker.admin.options())
    await bus.start()
    yield bus
    await bus.stop()


@pytest.fixture
def package() -> str:
    return "registry"


@pytest.fixture
async def urls(postgres, package) -> AsyncIterator[ServiceUrls]:
    async with migrated(postgres, package) as urls:
        yield urls


@pytest.fixture
async def older(urls, package, tmp_path) -> AsyncIterator[Database]:
    """A service's database that lacks an act."""
    place = Folder(tmp_path / "last-known" / package)
    database = Database(urls.owner_url, last_known=place)
    async with database.transaction() as tx:
        await note(tx, {"outbox": 7})
    async with database.transaction() as tx:
        await tx.exec_driver_sql("update act_count set acts = 0")
    yield database
    await database.close()


async def says(bus: Bus, origin: Origin) -> None:
    """Certification says something in a generation."""
    event = CertificateWithdrawn(
        certificate_id=uuid4(),
        certificate_number="2099901-CFP-2026-00001",
        reason_code="0201",
        withdrawn_at=clock.now(),
    )
    source = "urn:tanbiao:tianjin:certification"
    data = event.model_dump(mode="json")
    envelope = Envelope(
        str(uuid4()), source, event.TYPE, TOPIC, event.subject, clock.now(), data, None, origin
    )
    await bus.publish([envelope])


def run(command: str, urls: ServiceUrls, own_broker, tmp_path: Path) -> tuple[int, str]:
    environment = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "ENVIRONMENT": "development",
        "DATABASE_URL": urls.owner_url,
        "PUBLIC_URL": "http://127.0.0.1:8080",
        "KAFKA_BOOTSTRAP": own_broker.bootstrap,
        "KAFKA_USERNAME": own_broker.admin.username,
        "KAFKA_PASSWORD": own_broker.admin.password,
        "LAST_KNOWN_DIR": str(tmp_path / "last-known"),
    }
    done = subprocess.run(
        ["bash", "-euc", command], env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


async def partitions_heard(own_broker, name: str) -> int:
    """As the broker has them: other tests may have made a topic with more."""
    topics = next(service for service in fleet.SERVICES if service.name == name).consumes_topics
    reader = AIOKafkaConsumer(*topics, **own_broker.admin.options())
    await reader.start()
    count = sum(len(reader.partitions_for_topic(topic) or ()) for topic in topics)
    await reader.stop()
    return count


async def committed(own_broker, group: str = "registry") -> list[int | None]:
    reader = AIOKafkaConsumer(**own_broker.admin.options(), group_id=group)
    await reader.start()
    places = [TopicPartition(TOPIC, number) for number in range(fleet.PARTITIONS)]
    offsets = [await reader.committed(place) for place in places]
    await reader.stop()
    return offsets


async def test_after_the_command_the_service_acts_and_reads_the_bus_again(
    bus, urls, older, own_broker, tmp_path
):
    await says(bus, Origin(Generation(1, "aa"), 0, 3))
    with pytest.raises(DatabaseOlder):
        await older.check_current()

    code, said = run(PLAIN, urls, own_broker, tmp_path)

    assert (code, said.count("generation 2-")) == (0, 1), said
    await older.check_current()
    assert await committed(own_broker) == [0] * fleet.PARTITIONS


@pytest.mark.parametrize("package", ["accounting", "certification", "mutual_recognition"])
async def test_every_service_that_hears_others_reads_the_bus_again(
    bus, urls, older, package, own_broker, tmp_path
):
    code, said = run(PLAIN.replace("registry", package), urls, own_broker, tmp_path)

    name = package.replace("_", "-")
    partitions = await partitions_heard(own_broker, name)
    assert code == 0, said
    assert f"bus: {name} reads {partitions} partitions again" in said


async def test_the_command_waits_until_the_group_has_lost_its_members(
    bus, urls, older, own_broker, tmp_path
):
    """A worker that died instead of leaving is missed by the brokers after ten seconds."""
    options = {**own_broker.admin.options(), "group_instance_id": "died", "group_id": "registry"}
    member = AIOKafkaConsumer(TOPIC, **options, session_timeout_ms=10_000)
    await member.start()
    await member.getmany(timeout_ms=1000)
    await member.stop()

    code, said = run(PLAIN, urls, own_broker, tmp_path)

    partitions = await partitions_heard(own_broker, "registry")
    assert (code, said.count(f"reads {partitions} partitions again")) == (0, 1), said


async def test_the_command_waits_for_the_sources_that_were_put_back_too(
    bus, urls, older, own_broker, tmp_path
):
    await says(bus, Origin(Generation(1, "aa"), 0, 4))
    early, why = run(WITH_SOURCE, urls, own_broker, tmp_path)
    with pytest.raises(DatabaseOlder):
        await older.check_current()

    await says(bus, Origin(Generation(2, "bb"), 3, 9))
    code, said = run(WITH_SOURCE, urls, own_broker, tmp_path)

    assert (early, "SourcesSilent: certification" in why) == (1, True), why
    assert code == 0, said
    await older.check_current()


async def test_numbering_holds_while_the_bus_does_not_answer(urls, older, own_broker, tmp_path):
    await own_broker.kill()
    try:
        code, _ = run(PLAIN, urls, own_broker, tmp_path)
    finally:
        await own_broker.start()

    assert code != 0
    with pytest.raises(DatabaseOlder):
        await older.check_current()
