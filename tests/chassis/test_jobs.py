"""The jobs that every worker has, failing at each of their steps."""

import os
from unittest.mock import patch
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from chassis import outbox
from chassis.bus import Bus
from chassis.consumer import parked_event
from chassis.settings import WorkerSettings
from chassis.worker import Worker
from tests.chassis import sample
from tests.chassis.test_events import submitted
from tests.support.jobs import fails_at_every_step
from tests.support.service import environment


@pytest.fixture
async def jobs(service, database_url, issuer, broker):
    """By name; the relay writes to a topic of this test."""
    with patch.dict(
        os.environ, environment(database_url, issuer, KAFKA_BOOTSTRAP=broker.bootstrap)
    ):
        worker = Worker("certification", WorkerSettings(), sample.consumer)
    worker.options = broker.admin.options()
    worker.bus = Bus(worker.options)
    await worker.bus.start()
    yield {job.name: job for job in worker.own_jobs()}
    await worker.bus.stop()
    await worker.database.close()


def test_every_job_is_tried(jobs):
    assert jobs.keys() == {"sweep", "count what is set aside", "relay", "retries"}


async def test_the_relay_survives_a_failure_at_every_step(service, broker, jobs):
    topic = await broker.topic()

    async def one_more() -> None:
        async with service.database.transaction() as tx:
            await outbox.append(tx, sample.about(uuid4()))
            await tx.execute(outbox.outbox.update().values(topic=topic))

    steps = await fails_at_every_step(service.database, jobs["relay"], one_more)

    async with service.database.transaction() as tx:
        unsent = outbox.outbox.c.published_at.is_(None)
        waiting = select(func.count()).select_from(outbox.outbox).where(unsent)
        assert await tx.scalar(waiting) == 0
    assert steps >= 3


async def test_retries_survive_a_failure_at_every_step(service, jobs):
    applications = []

    async def one_more() -> None:
        applications.append(uuid4())
        sample.FAILING.add(applications[-1])
        await sample.consumer.receive(service.database, submitted(applications[-1]))
        sample.FAILING.clear()
        async with service.database.transaction() as tx:
            await tx.execute(parked_event.update().values(next_attempt_at=func.now()))

    steps = await fails_at_every_step(service.database, jobs["retries"], one_more)

    notes = (await service.get("/v1/notes")).json()
    assert steps > 3
    assert sorted(n.split("/")[1] for n in notes) == sorted(map(str, applications))


@pytest.mark.parametrize("name", ["sweep", "count what is set aside"])
async def test_cleaning_and_counting_survive_a_failure_at_every_step(service, jobs, name):
    async def nothing_more() -> None:
        pass

    assert await fails_at_every_step(service.database, jobs[name], nothing_more) >= 2
