"""The worker of a service: relay, consumer, retries and jobs, each started anew if it fails."""

import asyncio
import socket
import zlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

import structlog
from sqlalchemy import delete, select

from chassis import clock
from chassis.bus import Bus, client_options
from chassis.consumer import Consumer, inbox
from chassis.database import Database
from chassis.outbox import outbox, relay
from chassis.routing import idempotency_key
from chassis.settings import WorkerSettings
from chassis.telemetry import JOB_FAILURES
from contracts.catalogue import events

_LONGEST_PAUSE_S = 10.0
_KEEP = {outbox: timedelta(days=30), inbox: timedelta(days=90), idempotency_key: timedelta(days=7)}
log = structlog.get_logger()


@dataclass(frozen=True)
class Job:
    """Background work. `run` answers True when there may be more to do at once."""

    name: str
    every_s: float
    run: Callable[[Database], Awaitable[bool]]


@dataclass
class Worker:
    """Everything a worker process does."""

    service: str
    settings: WorkerSettings
    consumer: Consumer | None = None
    jobs: Sequence[Job] = ()
    database: Database = field(init=False)
    bus: Bus = field(init=False)
    options: Mapping[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        url = self.settings.database_url.get_secret_value()
        name = f"{self.service}-worker"
        # The relay, the sweep and each job hold a connection for their lock all the time.
        connections = self.settings.pool_size + len(self.jobs) + 2
        self.database = Database(url, pool_size=connections, name=name)
        self.options = client_options(self.settings)
        self.bus = Bus(self.options, publishes=self.publishes)

    @property
    def publishes(self) -> bool:
        """Whether the contracts name this service as the publisher of anything."""
        return any(event.publisher() == self.service for event in events().values())

    async def run(self) -> None:
        """Work until cancelled."""
        await _until_it_starts(self.bus)
        source = f"urn:tanbiao:{self.settings.region}:{self.service}"
        try:
            async with asyncio.TaskGroup() as tasks:
                if self.publishes:
                    keep(tasks, "relay", lambda: relay(self.database, self.bus, source))
                for job in (*self.jobs, Job("sweep", 3600, sweep)):
                    keep(tasks, job.name, partial(repeat, self.database, job))
                if self.consumer:
                    self._keep_consuming(tasks, self.consumer)
        finally:
            await self.bus.stop()
            await self.database.close()

    def _keep_consuming(self, tasks: asyncio.TaskGroup, consumer: Consumer) -> None:
        member = f"{socket.gethostname()}-{self.settings.port}"
        run = partial(consumer.run, self.database, self.options, self.service, member)
        keep(tasks, "consumer", run)
        keep(tasks, "retries", lambda: consumer.retry(self.database))

    async def check(self) -> None:
        """Raise unless database and bus answer."""
        await self.database.check()
        await self.bus.check()


def keep(tasks: asyncio.TaskGroup, name: str, work: Callable[[], Awaitable[object]]) -> None:
    """Run `work` in the group and start it anew, after a growing pause, whenever it raises."""

    async def kept() -> None:
        pause_s = 0.25
        while True:
            began = asyncio.get_running_loop().time()
            try:
                await work()
            except Exception as failure:
                JOB_FAILURES.labels(name).inc()
                log.error("background work failed", work=name, error=repr(failure))
            lasted_s = asyncio.get_running_loop().time() - began
            pause_s = 0.25 if lasted_s > _LONGEST_PAUSE_S else min(pause_s * 2, _LONGEST_PAUSE_S)
            await asyncio.sleep(pause_s)

    tasks.create_task(kept(), name=name)


async def repeat(database: Database, job: Job) -> None:
    """Run a job again and again, in one process of the service at a time."""
    number = zlib.crc32(job.name.encode())
    async with database.lock(number) as connection:
        while True:
            # A lost connection has lost the lock too; this statement notices.
            await connection.execute(select(1))
            if not await job.run(database):
                await asyncio.sleep(job.every_s)


async def sweep(database: Database) -> bool:
    """Forget published events, handled events and answered keys after their time."""
    async with database.transaction() as tx:
        for column in (outbox.c.published_at, inbox.c.handled_at, idempotency_key.c.used_at):
            old = column < clock.now() - _KEEP[column.table]
            await tx.execute(delete(column.table).where(old))
    return False


async def _until_it_starts(bus: Bus) -> None:
    while True:
        try:
            await bus.start()
            return
        except Exception as failure:
            log.warning("bus not reachable yet", error=repr(failure))
            await asyncio.sleep(1)
