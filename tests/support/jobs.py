"""Jobs of a worker that fail at each of their steps in turn, and what must become of them."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from itertools import count
from types import ModuleType
from unittest.mock import patch

import time_machine
from sqlalchemy import event

from chassis.aside import shown
from chassis.database import Database
from chassis.wake import Watch
from chassis.worker import Job, Worker, finish_round
from tests.support.service import environment
from tests.support.tokens import Issuer

TIMEOUT_S = 60
LATER = timedelta(minutes=10)
"""Later than any lease ends, and than an item that failed once rests."""


class Failure(Exception):
    """What a step fails with."""


def worker_of(main: ModuleType, database_url: str, issuer: Issuer, **more: str) -> Worker:
    """The worker of a service as it would start, without a bus."""
    variables = environment(database_url, issuer, KAFKA_BOOTSTRAP="127.0.0.1:9", **more)
    with patch.dict(os.environ, variables):
        worker: Worker = main.worker()
    return worker


@contextmanager
def failing(database: Database, step: int) -> Iterator[list[str]]:
    """The n-th statement or commit raises; yields what was tried."""
    engine, tried = database.engine.sync_engine, list[str]()

    def take(what: str) -> None:
        tried.append(what)
        if len(tried) == step:
            raise Failure(what)

    def statement(_: object, __: object, text: str, *___: object) -> None:
        take(text)

    def commit(_: object) -> None:
        take("commit")

    event.listen(engine, "before_cursor_execute", statement)
    event.listen(engine, "commit", commit)
    try:
        yield tried
    finally:
        event.remove(engine, "before_cursor_execute", statement)
        event.remove(engine, "commit", commit)


@asynccontextmanager
async def listening(database: Database) -> AsyncIterator[Watch]:
    """What a worker process holds its locks with."""
    watch = Watch(database.session)
    task = asyncio.create_task(watch.run())
    try:
        yield watch
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def fails_at_every_step(
    database: Database, job: Job, prepare: Callable[[], Awaitable[object]]
) -> int:
    """Have the job fail one step later each time, until it succeeds; how many steps there were.

    After each failure another process finishes a round of it, and nothing is left aside.
    """
    async with listening(database) as here, listening(database) as there:
        with time_machine.travel(datetime.now(UTC), tick=True) as clock:
            for step in count(1):
                await prepare()
                with failing(database, step) as tried, suppress(Failure, ExceptionGroup):
                    await finish_round(database, here, job)
                if len(tried) < step:
                    return step - 1
                clock.shift(LATER)
                async with asyncio.timeout(TIMEOUT_S):
                    assert await finish_round(database, there, job), tried[-1]
                await _nothing_is_aside(database, job, after=tried[-1])
    raise AssertionError("never finished")


async def _nothing_is_aside(database: Database, job: Job, after: str) -> None:
    """What failed once has succeeded since: no more is due, and nobody has to look."""
    async with database.transaction() as tx:
        rows = [row for row in await shown(tx) if row["job"] == job.name]
    assert [row for row in rows if row["attempts"] > 1 or row["next_attempt_at"] is None] == [], (
        after
    )
