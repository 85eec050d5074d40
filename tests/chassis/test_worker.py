"""Jobs of a worker beside one another, and one that fails."""

import asyncio
import os
import zlib
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from unittest.mock import patch

import asyncpg
import pytest
from sqlalchemy import text

from chassis.database import Database
from chassis.settings import WorkerSettings
from chassis.worker import Job, Worker, keep, repeat
from tests.support.service import environment

TIMEOUT_S = 20


@asynccontextmanager
async def working(database: Database, job: Job) -> AsyncIterator[None]:
    """A job kept going, as a worker keeps it."""
    tasks = asyncio.TaskGroup()

    async def group() -> None:
        async with tasks:
            keep(tasks, job.name, partial(repeat, database, job))

    task = asyncio.create_task(group())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
async def database(database_url) -> AsyncIterator[Database]:
    database = Database(database_url)
    yield database
    await database.close()


@pytest.fixture
async def another_process(database_url) -> AsyncIterator[Database]:
    """What a second replica has: connections of its own."""
    database = Database(database_url)
    yield database
    await database.close()


def noting(ran: asyncio.Queue[str], name: str) -> Callable:
    async def run(database: Database) -> bool:
        async with database.transaction() as tx:
            await tx.execute(text("select 1"))
        ran.put_nowait(name)
        return False

    return run


async def test_the_locks_of_many_jobs_leave_connections_for_their_work(database_url, issuer):
    ran: asyncio.Queue[str] = asyncio.Queue()
    names = {f"job {number}" for number in range(12)}
    jobs = [Job(name, 60, noting(ran, name)) for name in names]
    more = {"POOL_SIZE": "1", "KAFKA_BOOTSTRAP": "127.0.0.1:9"}
    with patch.dict(os.environ, environment(database_url, issuer, **more)):
        worker = Worker("sample", WorkerSettings(), jobs=jobs)

    async with AsyncExitStack() as stack:
        for job in jobs:
            await stack.enter_async_context(working(worker.database, job))
        async with asyncio.timeout(TIMEOUT_S):
            done = {await ran.get() for _ in jobs}

    assert done == names
    await worker.database.close()


async def test_a_job_that_raised_runs_again(database):
    ran: asyncio.Queue[str] = asyncio.Queue()
    failures = iter(["once", "twice"])

    async def run(database: Database) -> bool:
        if failure := next(failures, None):
            raise RuntimeError(failure)
        return await noting(ran, "again")(database)

    async with working(database, Job("unlucky", 60, run)), asyncio.timeout(TIMEOUT_S):
        assert await ran.get() == "again"


async def test_a_job_that_raised_leaves_its_lock_to_another_process(database, another_process):
    ran: asyncio.Queue[str] = asyncio.Queue()

    async def run(_: Database) -> bool:
        ran.put_nowait("here")
        raise RuntimeError("not on this machine")

    with pytest.raises(RuntimeError, match="not on this machine"):
        await repeat(database, Job("unlucky", 60, run))
    there = Job("unlucky", 60, noting(ran, "there"))
    async with working(another_process, there), asyncio.timeout(TIMEOUT_S):
        assert [await ran.get(), await ran.get()] == ["here", "there"]


async def test_another_process_inherits_within_seconds_when_the_first_is_killed(
    database, database_url
):
    ran: asyncio.Queue[str] = asyncio.Queue()
    first = await asyncpg.connect(database_url)
    await first.execute("select pg_advisory_lock($1)", zlib.crc32(b"inherited"))

    async with working(database, Job("inherited", 60, noting(ran, "second"))):
        await asyncio.sleep(0.1)
        assert ran.empty()

        first.terminate()
        async with asyncio.timeout(5):
            assert await ran.get() == "second"
