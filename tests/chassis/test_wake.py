"""Who is woken, by what, and what happens when a word is lost."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import uuid4

import asyncpg
import pytest
from sqlalchemy import func, insert, select, text, update

from chassis import clock, outbox
from chassis.consumer import parked_event
from chassis.database import Database
from chassis.outbox import outbox as table
from chassis.worker import Job
from tests.chassis import sample
from tests.chassis.working import Ran, working

SWEEP_S = 3600


@pytest.fixture
async def writer(database_url) -> AsyncIterator[Database]:
    """What the API process has."""
    database = Database(database_url)
    yield database
    await database.close()


@pytest.fixture
async def worker(database_url) -> AsyncIterator[Database]:
    """What the worker process has."""
    database = Database(database_url)
    yield database
    await database.close()


@pytest.fixture
async def heard(database_url) -> AsyncIterator[list[str]]:
    """Everything that was said to the workers."""
    said: list[str] = []
    listener = await asyncpg.connect(database_url)
    await listener.add_listener("work", lambda *word: said.append(word[3]))
    yield said
    await listener.close()


def job(ran: Ran, **options) -> Job:
    return Job("publish", SWEEP_S, ran.noting("ran"), [table], **options)


async def write(database: Database, failure: Exception | None = None) -> None:
    async with database.transaction() as tx:
        await outbox.append(tx, sample.about(uuid4()))
        if failure:
            raise failure


async def until(condition) -> None:
    async with asyncio.timeout(5):
        while not condition():
            await asyncio.sleep(0.01)


async def test_a_job_runs_when_another_process_wrote_what_it_waits_for(writer, worker):
    ran = Ran()
    async with working(worker, job(ran)):
        assert await ran.next() == "ran"
        await write(writer)

        async with asyncio.timeout(2):
            assert await ran.get() == "ran"


async def test_a_job_is_not_woken_by_what_others_wait_for(writer, worker):
    ran = Ran()
    async with working(worker, Job("other", SWEEP_S, ran.noting("ran"), [parked_event])):
        assert await ran.next() == "ran"
        await write(writer)
        await asyncio.sleep(0.3)

        assert ran.empty()


async def test_what_is_rolled_back_wakes_nobody(writer, heard):
    with pytest.raises(RuntimeError, match="changed my mind"):
        await write(writer, RuntimeError("changed my mind"))
    async with writer.transaction() as tx:
        await tx.execute(text("select 1"))
    await writer.close()

    assert heard == []


async def test_a_statement_that_changed_no_row_wakes_nobody(writer, heard):
    async with writer.transaction() as tx:
        await tx.execute(update(table).where(table.c.topic == "none").values(topic="other"))
    await writer.close()

    assert heard == []


async def test_many_transactions_share_a_few_words(writer, heard):
    began = asyncio.get_running_loop().time()
    for _ in range(50):
        await asyncio.gather(*(write(writer) for _ in range(8)))
    await writer.close()
    took_s = asyncio.get_running_loop().time() - began
    await until(lambda: heard)

    assert set(heard) == {"outbox"}
    assert len(heard) <= took_s / 0.03 + 2


async def test_a_process_that_ends_says_what_is_left_to_say(writer, heard):
    await write(writer)
    await writer.close()

    await until(lambda: heard == ["outbox"])
    assert heard == ["outbox"]


async def test_what_was_written_while_nobody_could_listen_is_seen_afterwards(writer, worker):
    ran = Ran()
    async with working(worker, job(ran, rest_s=0)):
        assert await ran.next() == "ran"
        async with writer.transaction() as tx:
            await end_listeners(tx)

        assert await ran.next() == "ran"


async def test_a_word_is_said_again_when_its_session_was_lost(writer, heard):
    await write(writer)
    await until(lambda: heard == ["outbox"])
    async with writer.transaction() as tx:
        await tx.execute(text(_END.format("pg_notify%")))
    await write(writer)

    await until(lambda: len(heard) == 2)
    assert heard == ["outbox", "outbox"]


async def test_a_job_runs_when_something_is_due(writer, worker):
    ran = Ran()
    due = select(func.min(parked_event.c.next_attempt_at))
    async with writer.transaction() as tx:
        await tx.execute(insert(parked_event).values(parked(timedelta(seconds=1.5))))

    async with working(worker, Job("retry", SWEEP_S, ran.noting("ran"), due=due)):
        began = asyncio.get_running_loop().time()
        assert [await ran.next(), await ran.next()] == ["ran", "ran"]

    assert asyncio.get_running_loop().time() - began > 0.8


def test_a_job_that_nobody_would_wake_is_refused():
    with pytest.raises(ValueError, match="note: it lacks info=WORK"):
        Job("forgotten", SWEEP_S, Ran().noting("never"), [sample.note])


_END = (
    "select pg_terminate_backend(pid) from pg_stat_activity"
    " where datname = current_database() and query ilike '%{}' and pid <> pg_backend_pid()"
)


async def end_listeners(tx) -> None:
    """End every session that listens, as a network that fails does."""
    await tx.execute(text(_END.format("listen%")))
    await tx.execute(text(_END.format("advisory%")))


def parked(pause: timedelta) -> dict[str, object]:
    event = sample.about(uuid4())
    return {
        "source": "urn:tanbiao:test",
        "id": str(uuid4()),
        "topic": event.topic(),
        "subject": event.subject,
        "type": event.TYPE,
        "occurred_at": clock.now(),
        "data": event.model_dump(mode="json"),
        "parked_at": clock.now(),
        "attempts": 1,
        "next_attempt_at": clock.now() + pause,
        "error": "RuntimeError('not yet')",
    }
