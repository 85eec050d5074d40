"""Readings off a real broker: once in effect, whatever fails in between and whoever reads."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.errors import TopicAuthorizationFailedError
from prometheus_client import REGISTRY
from sqlalchemy import text

from accounting.meters.domain.search import RejectedReadingsAsked
from accounting.meters.store import rejected_readings
from accounting.meters.store.stream_positions import TakenElsewhere
from accounting.meters.store.stream_topics import StreamTopics
from accounting.meters.usecases import stream as meter_stream
from accounting.meters.usecases.stream import MeterStream
from tests.accounting.conftest import Accounting
from tests.accounting.meters.test_meters_api import has_meter
from tests.accounting.samples import ENTERPRISE, OTHER_ENTERPRISE
from tests.support.kafka import Bus
from tools.local import Access, Topic

FIRST_DAY = "2026-01-01"


def line(number: int, value: str = "1", meter: str = "main") -> str:
    """The reading of the n-th minute."""
    at = f"{FIRST_DAY}T{number // 60:02}:{number % 60:02}:00+08:00"
    return json.dumps({"meter": meter, "at": at, "value": value})


@dataclass
class Platform:
    """A broker and a database that belong together; topics begin with a word of their own."""

    bus: Bus
    accounting: Accounting
    reader: Access
    prefix: str
    streams: list[MeterStream] = field(default_factory=list)

    def topic(self, org: str = ENTERPRISE) -> str:
        return self.prefix + org

    async def collector(self, org: str = ENTERPRISE) -> Access:
        """A user that may write to the enterprise's topic, which it makes."""
        await self.bus.topics([Topic(self.topic(org), 1)])
        return await self.bus.user(produces=[self.topic(org)])

    def stream(self) -> MeterStream:
        """A worker's job, with the rights of the service."""
        topics = StreamTopics(self.reader.options(), self.prefix)
        self.streams.append(MeterStream(topics, wait_s=5))
        return self.streams[-1]

    async def readings(self) -> int:
        async with self.accounting.database.transaction() as tx:
            return await tx.scalar(text("select count(*) from reading"))

    async def position(self, org: str = ENTERPRISE) -> int | None:
        select = "select next_offset from meter_stream_position where topic = :topic"
        async with self.accounting.database.transaction() as tx:
            return await tx.scalar(text(select), {"topic": self.topic(org)})

    async def rejected(self, org: str = ENTERPRISE) -> list[dict[str, object]]:
        headers = self.accounting.as_enterprise(org)
        response = await self.accounting.get("/v1/rejected-readings", headers)
        assert response.status_code == 200
        found: list[dict[str, object]] = response.json()["items"]
        return found

    async def take(self, stream: MeterStream, until: int, org: str = ENTERPRISE) -> None:
        """Let the job run until the topic is taken up to an offset."""
        async with asyncio.timeout(30):
            while (await self.position(org) or 0) < until:
                await stream.advance(self.accounting.database)


@pytest.fixture
async def platform(broker: Bus, accounting: Accounting) -> AsyncIterator[Platform]:
    prefix = f"test-{uuid4().hex}.meter-readings."
    reader = await broker.user(follows=[prefix])
    platform = Platform(broker, accounting, reader, prefix)
    await has_meter(accounting)
    yield platform
    for stream in platform.streams:
        await stream.stop()


@asynccontextmanager
async def writing(access: Access) -> AsyncIterator[AIOKafkaProducer]:
    async with AIOKafkaProducer(**access.options()) as producer:
        yield producer


async def write(access: Access, topic: str, records: Sequence[str | bytes]) -> None:
    values = [each if isinstance(each, bytes) else each.encode() for each in records]
    async with writing(access) as producer:
        for value in values:
            await producer.send_and_wait(topic, value)


async def test_records_of_one_line_and_of_many_are_taken(platform: Platform):
    collector = await platform.collector()
    many = "\n".join(line(number) for number in range(10, 20)) + "\n"
    await write(collector, platform.topic(), [line(1), line(2), many])

    await platform.take(platform.stream(), until=3)

    assert await platform.readings() == 12
    assert await platform.rejected() == []


async def test_bad_lines_are_kept_with_their_reason_and_stop_nothing(platform: Platform):
    collector = await platform.collector()
    records = [
        line(1),
        f"{line(2)}\n{line(3, meter='unknown')}\n{line(4)}",
        b"\x00\xff not json",
        line(1, value="2"),
        line(5),
    ]
    await write(collector, platform.topic(), records)

    await platform.take(platform.stream(), until=5)

    assert await platform.readings() == 4
    found = {(each["offset"], each["line"]): each for each in await platform.rejected()}
    assert {where: each["code"] for where, each in found.items()} == {
        (1, 2): "meter-unknown",
        (2, 1): "not-json",
        (3, 1): "other-reading",
    }
    assert found[1, 2]["raw"] == line(3, meter="unknown")
    assert "登记" in found[1, 2]["reason"]["zh"]
    assert "describe it first" in found[1, 2]["reason"]["en"]


async def test_what_was_refused_is_kept_byte_for_byte(platform: Platform):
    collector = await platform.collector()
    await write(collector, platform.topic(), [b"\x00\xff not json"])

    await platform.take(platform.stream(), until=1)

    async with platform.accounting.database.transaction() as tx:
        (kept,) = await rejected_readings.page(tx, RejectedReadingsAsked(), of=ENTERPRISE)
        stored = await tx.scalar(text("select secret from rejected_reading where raw is null"))
    assert kept.place.raw == b"\x00\xff not json"
    assert b"not json" not in stored


async def test_refused_lines_come_page_by_page_to_their_owner_only(platform: Platform):
    collector = await platform.collector()
    await platform.accounting.has_enterprise(OTHER_ENTERPRISE)
    await write(collector, platform.topic(), ["a", "b", "c"])
    await platform.take(platform.stream(), until=3)

    first = (await platform.accounting.get("/v1/rejected-readings?limit=2")).json()
    rest = await platform.accounting.get(f"/v1/rejected-readings?limit=2&cursor={first['next']}")

    shown = [each["raw"] for each in [*first["items"], *rest.json()["items"]]]
    assert sorted(shown) == ["a", "b", "c"]
    assert await platform.rejected(OTHER_ENTERPRISE) == []


async def test_nobody_writes_for_another_enterprise(platform: Platform):
    """The broker refuses the topic; what stands in a record cannot name another enterprise."""
    await has_meter(platform.accounting, org=OTHER_ENTERPRISE, id="theirs")
    await platform.collector(OTHER_ENTERPRISE)
    collector = await platform.collector()

    with pytest.raises(TopicAuthorizationFailedError):
        await write(collector, platform.topic(OTHER_ENTERPRISE), [line(1, meter="theirs")])
    async with writing(collector) as producer:
        await producer.send_and_wait(
            platform.topic(),
            line(1, meter="theirs").encode(),
            key=OTHER_ENTERPRISE.encode(),
            headers=[("enterprise", OTHER_ENTERPRISE.encode())],
        )
    await platform.take(platform.stream(), until=1)

    assert await platform.readings() == 0
    assert [each["code"] for each in await platform.rejected()] == ["meter-unknown"]
    assert await platform.rejected(OTHER_ENTERPRISE) == []


async def test_a_topic_that_is_no_enterprises_is_not_read(platform: Platform):
    stray = f"{platform.prefix}somebody"
    await platform.bus.topics([Topic(stray, 1), Topic(platform.topic(), 1)])
    await write(platform.bus.admin, stray, [line(1)])
    await write(platform.bus.admin, platform.topic(), [line(2)])

    await platform.take(platform.stream(), until=1)

    assert await platform.readings() == 1


async def test_a_failure_before_the_commit_takes_nothing(platform: Platform, monkeypatch):
    """As a kill between the insert and the commit: all of it comes again, and counts once."""
    collector = await platform.collector()
    await write(collector, platform.topic(), [line(1), "bad", line(2)])
    stream = platform.stream()

    async def killed(*_: object, **__: object) -> None:
        raise ConnectionError("killed")

    with monkeypatch.context() as patched:
        patched.setattr(meter_stream, "advance", killed)
        with pytest.raises(ConnectionError):
            await platform.take(stream, until=3)
    before = await platform.readings(), await platform.rejected()
    await platform.take(stream, until=3)

    assert before == (0, [])
    assert await platform.readings() == 2
    assert len(await platform.rejected()) == 1


async def test_a_worker_that_ends_in_the_middle_is_followed_by_another(platform: Platform):
    collector = await platform.collector()
    await write(collector, platform.topic(), [line(1)])
    first = platform.stream()
    await platform.take(first, until=1)
    running = asyncio.create_task(first.advance(platform.accounting.database))
    await write(collector, platform.topic(), [line(2), line(3)])
    running.cancel()
    await asyncio.wait([running])

    await platform.take(platform.stream(), until=3)

    assert await platform.readings() == 3


async def test_two_workers_at_once_take_every_record_once(platform: Platform):
    """One of them believes it still has the lock: it fails, and what it did is taken back."""
    collector = await platform.collector()
    await write(collector, platform.topic(), [line(1)])
    slow, fast = platform.stream(), platform.stream()
    await platform.take(slow, until=1)
    await platform.take(fast, until=1)
    await write(collector, platform.topic(), [line(2), "bad", line(3)])

    await platform.take(fast, until=4)
    with pytest.raises(TakenElsewhere):
        await platform.take(slow, until=5)
    await write(collector, platform.topic(), [line(4)])
    await platform.take(slow, until=5)

    assert await platform.readings() == 4
    assert len(await platform.rejected()) == 1


async def test_reading_again_from_the_beginning_changes_nothing(platform: Platform, monkeypatch):
    collector = await platform.collector()
    await write(collector, platform.topic(), [line(1), "bad", line(1), line(2)])
    await platform.take(platform.stream(), until=4)
    before = await platform.readings(), await platform.rejected()

    monkeypatch.setattr(meter_stream, "positions", nothing_taken)
    monkeypatch.setattr(meter_stream, "advance", forget)
    async with asyncio.timeout(30):
        again = platform.stream()
        while not again._positions:
            await again.advance(platform.accounting.database)

    assert again._positions[platform.topic(), 0] == 4
    assert (await platform.readings(), await platform.rejected()) == before


async def nothing_taken(_: object) -> dict[tuple[str, int], int]:
    return {}


async def forget(*_: object, **__: object) -> None:
    """Whoever restored an older database has no position to be held against."""


async def test_a_topic_that_was_made_later_is_found(platform: Platform):
    collector = await platform.collector()
    await write(collector, platform.topic(), [line(1)])
    stream = platform.stream()
    await platform.take(stream, until=1)
    await platform.accounting.has_enterprise(OTHER_ENTERPRISE)
    await has_meter(platform.accounting, org=OTHER_ENTERPRISE)

    other = await platform.collector(OTHER_ENTERPRISE)
    await write(other, platform.topic(OTHER_ENTERPRISE), [line(1)])
    stream._look_at = 0
    await platform.take(stream, until=1, org=OTHER_ENTERPRISE)

    assert await platform.readings() == 2


async def test_a_record_that_nothing_can_be_done_with_is_put_aside(platform: Platform, monkeypatch):
    check = meter_stream.meters.check

    def failing(first_line: int, lines: str, meters: object, *, now: datetime) -> object:
        if "poison" in lines:
            raise RecursionError
        return check(first_line, lines, meters, now=now)

    monkeypatch.setattr(meter_stream.meters, "check", failing)
    collector = await platform.collector()
    poison = f"{line(2)}\npoison"
    await write(collector, platform.topic(), [line(1), poison, line(3), line(4)])

    await platform.take(platform.stream(), until=4)

    assert await platform.readings() == 3
    ((found),) = await platform.rejected()
    assert (found["offset"], found["code"], found["raw"]) == (1, "not-processed", poison)


async def test_what_waits_and_what_was_refused_is_measured(platform: Platform):
    def refused() -> float:
        name = "tanbiao_meter_stream_lines_total"
        return REGISTRY.get_sample_value(name, {"outcome": "refused"}) or 0

    collector = await platform.collector()
    await write(collector, platform.topic(), [line(1), "bad"])
    before = refused()

    await platform.take(platform.stream(), until=2)

    waiting = REGISTRY.get_sample_value("tanbiao_meter_stream_waiting", {"topic": platform.topic()})
    assert (refused() - before, waiting) == (1, 0)


async def test_without_any_topic_the_job_rests(platform: Platform):
    stream = platform.stream()

    assert await stream.advance(platform.accounting.database) is False
