"""Jobs of a worker beside one another, and one that fails."""

import asyncio
import os
import zlib
from collections.abc import AsyncIterator
from unittest.mock import patch

import asyncpg
import pytest
from prometheus_client import REGISTRY

from chassis.database import Database
from chassis.settings import WorkerSettings
from chassis.worker import Consuming, Job, JobsOverdue, Rounds, Worker
from tests.chassis.working import Ran, working
from tests.support.service import environment


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


async def test_the_locks_of_many_jobs_leave_connections_for_their_work(database_url, issuer):
    ran, names = Ran(), {f"job {number}" for number in range(12)}
    jobs = [Job(name, 60, ran.noting(name)) for name in names]
    more = {"POOL_SIZE": "1", "KAFKA_BOOTSTRAP": "127.0.0.1:9"}
    with patch.dict(os.environ, environment(database_url, issuer, **more)):
        worker = Worker("sample", WorkerSettings(), jobs=jobs)

    async with working(worker.database, *jobs):
        done = {await ran.next() for _ in jobs}

    assert done == names
    await worker.database.close()


async def test_a_job_that_raised_runs_again(database):
    ran, failures = Ran(), iter(["once", "twice"])

    async def run(database: Database) -> bool:
        if failure := next(failures, None):
            raise RuntimeError(failure)
        return await ran.noting("again")(database)

    async with working(database, Job("unlucky", 60, run)):
        assert await ran.next() == "again"


async def test_a_job_in_which_a_library_cancelled_what_it_waits_for_runs_again(database):
    """As a consumer of the bus does to its requests when its connection is closed."""
    ran, answers = Ran(), [asyncio.get_running_loop().create_future()]

    async def run(database: Database) -> bool:
        if answers:
            answer = answers.pop()
            answer.cancel()
            await answer
        return await ran.noting("again")(database)

    async with working(database, Job("unanswered", 60, run)):
        assert await ran.next() == "again"


async def test_a_job_that_raised_leaves_its_lock_to_another_process(database, another_process):
    ran = Ran()

    async def run(_: Database) -> bool:
        ran.put_nowait("here")
        raise RuntimeError("not on this machine")

    async with working(database, Job("unlucky", 60, run)):
        assert await ran.next() == "here"
        async with working(another_process, Job("unlucky", 60, ran.noting("there"))):
            assert "there" in {await ran.next() for _ in range(4)}


async def test_one_process_at_a_time_runs_a_job(database, another_process):
    ran, finish = Ran(), asyncio.Event()

    async def run(_: Database) -> bool:
        ran.put_nowait("first")
        await finish.wait()
        return False

    async with working(database, Job("single", 60, run)):
        assert await ran.next() == "first"
        async with working(another_process, Job("single", 60, ran.noting("second"))):
            await asyncio.sleep(0.3)
            assert ran.empty()

            finish.set()
            assert await ran.next() == "second"


async def test_another_process_inherits_within_seconds_when_the_first_is_killed(
    database, database_url
):
    ran, first = Ran(), await asyncpg.connect(database_url)
    await first.execute("select pg_advisory_lock($1)", zlib.crc32(b"inherited"))

    async with working(database, Job("inherited", 60, ran.noting("second"))):
        await asyncio.sleep(0.1)
        assert ran.empty()

        first.terminate()
        async with asyncio.timeout(5):
            assert await ran.get() == "second"


def test_a_job_that_finished_no_round_in_its_time_is_noticed(monkeypatch):
    rounds, now = Rounds(), [0.0]
    monkeypatch.setattr("chassis.worker.monotonic", lambda: now[0])
    slow, quick = (Job(name, 30, Ran().noting(name)) for name in ("slow", "quick"))
    for job in (slow, quick):
        rounds.finished(job)

    now[0] = 149
    rounds.check()
    rounds.finished(quick)
    now[0] = 151

    with pytest.raises(JobsOverdue, match=r"^slow$"):
        rounds.check()


def test_a_consumer_that_takes_nothing_in_its_time_is_noticed_too(monkeypatch):
    rounds, now = Rounds(), [0.0]
    monkeypatch.setattr("chassis.worker.monotonic", lambda: now[0])
    rounds.finished(Consuming())

    now[0] = 151

    with pytest.raises(JobsOverdue, match=r"^consumer$"):
        rounds.check()


async def test_a_job_that_keeps_failing_finishes_no_round(database):
    ran, rounds = Ran(), Rounds()

    async def run(_: Database) -> bool:
        ran.put_nowait("failed")
        raise RuntimeError("again")

    job = Job("failing for ever", 60, run)
    async with working(database, job, rounds=rounds):
        assert [await ran.next(), await ran.next()] == ["failed", "failed"]

    finished = "tanbiao_job_finished_timestamp_seconds"
    assert REGISTRY.get_sample_value(finished, {"job": job.name}) is None


async def test_a_job_says_when_it_finished_a_round(database):
    ran, rounds = Ran(), Rounds()
    job = Job("diligent", 0.01, ran.noting("ran"), rest_s=0)
    async with working(database, job, rounds=rounds):
        assert [await ran.next(), await ran.next()] == ["ran", "ran"]

    limit = REGISTRY.get_sample_value("tanbiao_job_limit_seconds", {"job": job.name})
    assert limit == pytest.approx(60.03)
