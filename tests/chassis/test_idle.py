"""A worker with nothing to do hardly does anything, and is there as soon as there is something."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from unittest.mock import patch
from uuid import uuid4

import pytest
from sqlalchemy import event, func, select

from chassis.database import Database
from chassis.outbox import append, outbox
from chassis.settings import WorkerSettings
from chassis.worker import Job, Worker, keep
from tests.chassis import sample
from tests.chassis.test_bus import Reader, redirect
from tests.support.service import environment

PERIOD_S = 1.0
MOST_STATEMENTS = 150
"""In one second; a loop without a pause comes to thousands."""


class Rounds:
    """A job that counts its rounds and says that so many had work to do."""

    def __init__(self, busy: int = 0) -> None:
        self.count, self.busy = 0, busy

    async def run(self, database: Database) -> bool:
        self.count += 1
        return self.count <= self.busy


class Alone(Reader):
    """Consumes in a group of its own, so that no test waits for the members of another."""

    async def run(self, database, options, group, *rest) -> None:
        await super().run(database, options, self.group, *rest)


@pytest.fixture
async def topic(broker) -> str:
    return await broker.topic(partitions=1)


@asynccontextmanager
async def working(service, broker, topic, *jobs: Job) -> AsyncIterator[Worker]:
    """A worker of a service that publishes, consumes and has jobs, as its processes run it."""
    reader = Alone(service, broker, topic, f"group-{uuid4().hex}")
    more = {
        "KAFKA_BOOTSTRAP": broker.admin.bootstrap,
        "KAFKA_USERNAME": broker.admin.username or "",
        "KAFKA_PASSWORD": broker.admin.password or "",
    }
    url = service.database.engine.url.set(drivername="postgresql").render_as_string(
        hide_password=False
    )
    with patch.dict(os.environ, environment(url, service.issuer, **more)):
        worker = Worker("certification", WorkerSettings(), reader, jobs)
    task = asyncio.create_task(worker.run())
    try:
        yield worker
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@contextmanager
def statements(worker: Worker) -> Iterator[list[str]]:
    """The statements that a worker sends meanwhile."""
    sent: list[str] = []

    def note(connection, cursor, statement, *_: object) -> None:
        sent.append(statement)

    engine = worker.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


async def until_it_ran(rounds: Rounds, times: int) -> None:
    async with asyncio.timeout(20):
        while rounds.count < times:
            await asyncio.sleep(0.02)


async def test_a_worker_with_nothing_to_do_sends_few_statements(service, broker, topic):
    rounds = Rounds()
    async with working(service, broker, topic, Job("idle", 0.1, rounds.run)) as worker:
        await until_it_ran(rounds, 1)
        with statements(worker) as sent:
            await asyncio.sleep(PERIOD_S)

    assert len(sent) <= MOST_STATEMENTS
    assert rounds.count >= 2


async def test_a_job_pauses_when_it_says_that_nothing_is_left(service, broker, topic):
    idle, busy = Rounds(), Rounds(busy=3)
    jobs = [Job("idle", 60, idle.run), Job("busy", 60, busy.run)]
    async with working(service, broker, topic, *jobs):
        await until_it_ran(idle, 1)
        await until_it_ran(busy, 4)
        await asyncio.sleep(PERIOD_S / 4)

    assert (idle.count, busy.count) == (1, 4)


async def test_an_event_leaves_as_soon_as_it_waits(service, broker, topic):
    rounds = Rounds()
    async with working(service, broker, topic, Job("idle", 60, rounds.run)):
        await until_it_ran(rounds, 1)
        async with service.database.transaction() as tx:
            await append(tx, sample.about(uuid4()))
            await redirect(tx, topic)
        async with asyncio.timeout(20):
            while await waiting(service):
                await asyncio.sleep(0.02)

    assert await waiting(service) == 0


async def waiting(service) -> int:
    async with service.database.transaction() as tx:
        left = select(func.count()).where(outbox.c.published_at.is_(None))
        return await tx.scalar(left)


async def test_work_that_fails_at_once_is_started_anew_at_a_growing_pace():
    tries: list[float] = []

    async def fail() -> None:
        tries.append(asyncio.get_running_loop().time())
        raise RuntimeError("not today")

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(2), asyncio.TaskGroup() as tasks:
            keep(tasks, "failing", fail)

    assert len(tries) == 3
    assert tries[1] - tries[0] == pytest.approx(0.5, abs=0.3)
    assert tries[2] - tries[1] == pytest.approx(1, abs=0.3)
