"""The jobs of accounting's worker, failing at each of their steps."""

from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from aiokafka import AIOKafkaProducer
from sqlalchemy import func, select, update

from accounting import main
from accounting.custody.store.audit_tables import audit_waiting
from accounting.tasks.store.tables import task
from accounting.uploads.store.tables import upload_part
from accounting.uploads.store.uploads import LANES
from chassis import clock
from chassis.database import Database
from chassis.worker import Job
from contracts.accounting import ImpactStudyCompleted
from tests.accounting.meters.test_meter_stream import Platform, line, platform
from tests.accounting.samples import ENTERPRISE, body
from tests.accounting.studying import GRID, Studies
from tests.accounting.tasking import heavy
from tests.accounting.uploading import has_meters, seen, uploads, works
from tests.support.jobs import fails_at_every_step, worker_of

__all__ = ["platform"]
ELSEWHERE = {
    "deliver to exchange partners",
    "reject overdue requests",
    "say which footprints are certified",
}
"""Jobs of the exchange, which fail in tests/accounting/requests and publications."""


@pytest.fixture
def jobs(accounting, database_url, issuer, tmp_path) -> dict[str, Job]:
    worker = worker_of(main, database_url, issuer, EVIDENCE_DIR=str(tmp_path))
    return {job.name: job for job in worker.jobs}


def test_every_job_is_tried(jobs):
    assert jobs.keys() - ELSEWHERE == {
        "find what moves",
        "take readings off the bus",
        "chain audit entries",
        "compare audit heads",
        "take in uploads",
        "take in further uploads",
        "clean up uploads",
        "carry out tasks",
        "carry out further tasks",
        "forget old tasks",
    }


async def test_finding_what_moves_survives_a_failure_at_every_step(accounting, jobs):
    studies = Studies(accounting)
    await studies.has_sealed(ENTERPRISE, "A")
    asked = []

    async def one_more() -> None:
        asked.append(await studies.asks(factors=[{"id": GRID, "value": "0.6"}]))

    steps = await fails_at_every_step(accounting.database, jobs["find what moves"], one_more)

    published = await accounting.service.published()
    completed = [e for e in published if isinstance(e, ImpactStudyCompleted)]
    assert steps > 10
    assert [str(event.study_id) for event in completed] == asked


async def test_chaining_survives_a_failure_at_every_step(accounting, jobs):
    steps = await fails_at_every_step(
        accounting.database, jobs["chain audit entries"], accounting.has_enterprise
    )

    assert steps >= 6
    assert await rows(accounting.database, audit_waiting) == 0


@pytest.mark.parametrize("lane", LANES)
async def test_taking_in_survives_a_failure_at_every_step(accounting, jobs, lane: str):
    await has_meters(accounting, "main")
    ids, numbers = [], count()

    async def one_more() -> None:
        table = f"meter,at,value\nmain,2026-01-01T00:{next(numbers):02}:00Z,1.5\n"
        ids.append(await uploads(accounting, table.encode()))

    steps = await fails_at_every_step(accounting.database, jobs[lane], one_more)

    states = [(await seen(accounting, id))["state"] for id in ids]
    assert steps > 20
    assert set(states) == {"done"}


async def test_cleaning_up_survives_a_failure_at_every_step(accounting, jobs):
    await has_meters(accounting, "main")
    numbers = count()

    async def one_more() -> None:
        table = f"meter,at,value\nmain,2026-01-01T00:{next(numbers):02}:00Z,1.5\n"
        await uploads(accounting, table.encode())
        await works(accounting)

    steps = await fails_at_every_step(accounting.database, jobs["clean up uploads"], one_more)

    assert steps >= 5
    assert await rows(accounting.database, upload_part) == 0


@pytest.mark.parametrize("job", ["carry out tasks", "carry out further tasks"])
async def test_carrying_out_survives_a_failure_at_every_step(
    accounting, jobs, database_url, issuer, tmp_path, job
):
    async with heavy(database_url, issuer, tmp_path) as tasks:
        product, asked = await accounting.has_product(), []

        async def one_more() -> None:
            path = f"/v1/products/{product}/systems"
            asked.append(await tasks.asks(path, body("system"), ENTERPRISE))

        steps = await fails_at_every_step(accounting.database, jobs[job], one_more)

        ended = [await tasks.read(each, ENTERPRISE) for each in asked]
        page = await accounting.get(f"/v1/products/{product}/systems?limit=200")
    assert steps >= 5
    assert {task["state"] for task in ended} == {"done"}
    assert {system["id"] for system in page.json()["items"]} == {task["made"] for task in ended}


async def test_forgetting_tasks_survives_a_failure_at_every_step(
    accounting, jobs, database_url, issuer, tmp_path
):
    async with heavy(database_url, issuer, tmp_path) as tasks:
        product = await accounting.has_product()

        async def one_more() -> None:
            path = f"/v1/products/{product}/systems"
            await tasks.asks(path, body("system"), ENTERPRISE)
            async with accounting.database.transaction() as tx:
                long_ago = {"state": "cancelled", "ended_at": clock.now() - timedelta(days=8)}
                await tx.execute(update(task).values(long_ago))

        steps = await fails_at_every_step(accounting.database, jobs["forget old tasks"], one_more)

    assert steps >= 2
    assert await rows(accounting.database, task) == 0


async def test_readings_off_the_bus_survive_a_failure_at_every_step(platform: Platform, jobs):
    collector, stream, numbers = await platform.collector(), platform.stream(), count()

    async def take_once(database: Database) -> bool:
        await stream.advance(database)
        return False

    async def one_more() -> None:
        async with AIOKafkaProducer(**collector.options()) as producer:
            await producer.send_and_wait(platform.topic(), line(next(numbers)).encode())

    job = replace(jobs["take readings off the bus"], run=take_once)
    database = platform.accounting.database
    steps = await fails_at_every_step(database, job, one_more)

    await platform.take(platform.stream(), until=next(numbers))
    assert steps >= 5
    assert await platform.readings() == next(numbers) - 1


async def rows(database: Database, table) -> int:
    async with database.transaction() as tx:
        return int(await tx.scalar(select(func.count()).select_from(table)))
