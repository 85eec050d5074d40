"""Jobs of a worker beside one another."""

import asyncio
import os
from functools import partial
from unittest.mock import patch

from sqlalchemy import text

from chassis.settings import WorkerSettings
from chassis.worker import Job, Worker, repeat
from tests.support.service import environment


async def test_the_locks_of_many_jobs_leave_connections_for_their_work(database_url, issuer):
    ran: asyncio.Queue[int] = asyncio.Queue()

    async def work(database, number):
        async with database.transaction() as tx:
            await tx.execute(text("select 1"))
        ran.put_nowait(number)
        return False

    jobs = [Job(f"job {number}", 60, partial(work, number=number)) for number in range(12)]
    more = {"POOL_SIZE": "1", "KAFKA_BOOTSTRAP": "127.0.0.1:9"}
    with patch.dict(os.environ, environment(database_url, issuer, **more)):
        worker = Worker("sample", WorkerSettings(), jobs=jobs)
    tasks = [asyncio.create_task(repeat(worker.database, job)) for job in jobs]

    async with asyncio.timeout(20):
        done = {await ran.get() for _ in jobs}

    assert done == set(range(12))
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await worker.database.close()
