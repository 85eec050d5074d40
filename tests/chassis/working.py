"""A job at work beside a test, as a worker keeps it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial

from chassis.database import Database
from chassis.wake import Watch
from chassis.worker import Job, Rounds, keep, repeat

TIMEOUT_S = 20


@asynccontextmanager
async def working(
    database: Database, *jobs: Job, rounds: Rounds | None = None
) -> AsyncIterator[Watch]:
    """These jobs, kept going by one process; yields what it hears by."""
    watch, rounds = Watch(database.session), rounds or Rounds()

    async def work() -> None:
        async with asyncio.TaskGroup() as tasks:
            keep(tasks, "watch", watch.run)
            for job in jobs:
                finished = partial(rounds.finished, job)
                keep(tasks, job.name, partial(repeat, database, watch, job, finished))

    task = asyncio.create_task(work())
    try:
        yield watch
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


class Ran(asyncio.Queue[str]):
    """What ran, in order. Waiting for the next one gives up after a while."""

    async def next(self) -> str:
        async with asyncio.timeout(TIMEOUT_S):
            return await self.get()

    def noting(self, name: str) -> Callable[[Database], Awaitable[bool]]:
        """The work of a job that only says that it ran."""

        async def run(database: Database) -> bool:
            await database.check()
            self.put_nowait(name)
            return False

        return run
