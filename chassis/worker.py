"""The worker of a service: relay, consumer, retries and jobs, each started anew if it fails."""

import asyncio
import contextlib
import socket
import zlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from secrets import SystemRandom
from time import monotonic, time
from typing import Any

import structlog
from sqlalchemy import Select, Table, delete, func, select

from chassis import aside, clock
from chassis.aside import next_attempt, set_aside
from chassis.bus import Bus, client_options
from chassis.consumer import NEXT_RETRY, Consumer, inbox, parked_event
from chassis.database import Database
from chassis.inside import Inside, read_key
from chassis.outbox import outbox
from chassis.reconciling import JOB as RECONCILE
from chassis.reconciling import NEXT_LOOK, Asks, Compared, difference, reconcile
from chassis.relay import JOB as RELAY
from chassis.relay import relay
from chassis.routing import idempotency_key
from chassis.service import open_database
from chassis.settings import WorkerSettings
from chassis.telemetry import JOB_FAILURES, JOB_FINISHED, JOB_LIMIT
from chassis.wake import Watch
from chassis.work import Pool
from contracts.catalogue import events

_LONGEST_PAUSE_S = 10.0
_SWEEP_S = 30.0
_INHERIT_S = 2.0
_TICK_S = 0.01
_MOST_LOOKS = 8
_SURELY_TRIED = timedelta(hours=1)
_KEYS_DAYS = 7
_dice = SystemRandom()
log = structlog.get_logger()


@dataclass(frozen=True)
class Job:
    """Background work. `run` answers True when there may be more to do at once.

    It runs when there is work in one of the tables, when `due` says so, and every `every_s`
    seconds in any case, should a word have been lost. One process of the service runs it at a time.
    """

    name: str
    every_s: float
    run: Callable[[Database], Awaitable[bool]]
    woken_by: Sequence[Table] = ()
    due: Select[tuple[Any]] | None = None
    """Selects the moment at which something that waits is due, or nothing."""
    rest_s: float = 0.2
    """Least pause between two rounds, so that what comes meanwhile is done together."""
    limit_s: float | None = None
    """How long it may go without a finished step; three sweeps and a minute unless set."""
    shared: bool = False
    """Whether several processes may run it at once, because they divide the rows."""

    def __post_init__(self) -> None:
        for table in self.woken_by:
            if not table.info.get("work"):
                raise ValueError(f"nobody is told of work in {table.name}: it lacks info=WORK")

    @property
    def number(self) -> int:
        """The number of the lock that one process holds while it runs the job."""
        return zlib.crc32(self.name.encode())

    @property
    def may_take_s(self) -> float:
        return self.limit_s or 3 * self.every_s + 60


@dataclass(frozen=True)
class Consuming:
    """The loop that takes events from the bus, which is watched as the jobs are."""

    name: str = "consumer"
    may_take_s: float = 3 * _SWEEP_S + 60


class JobsOverdue(Exception):
    """Jobs that have not finished a round in their time."""


class Rounds:
    """When each job last finished a round, or found another process at it."""

    def __init__(self) -> None:
        self._jobs: dict[str, tuple[Job | Consuming, float]] = {}

    def finished(self, job: Job | Consuming) -> None:
        self._jobs[job.name] = job, monotonic()
        JOB_FINISHED.labels(job.name).set(time())
        JOB_LIMIT.labels(job.name).set(job.may_take_s)

    def check(self) -> None:
        """Raises `JobsOverdue`."""
        now = monotonic()
        late = [n for n, (job, last) in self._jobs.items() if now - last > job.may_take_s]
        if late:
            raise JobsOverdue(", ".join(sorted(late)))


@dataclass
class Worker:
    """Everything a worker process does."""

    service: str
    settings: WorkerSettings
    consumer: Consumer | None = None
    jobs: Sequence[Job] = ()
    compared: Sequence[Compared] = ()
    """What it holds that others told it of."""
    work: Pool | None = None
    """Where its jobs have heavy work done; it begins with the first of that."""
    asking: Callable[[Asks], Sequence[Job]] | None = None
    """Jobs for which other services are asked; none without a key to ask with."""
    database: Database = field(init=False)
    watch: Watch = field(init=False)
    bus: Bus = field(init=False)
    options: Mapping[str, Any] = field(init=False)
    rounds: Rounds = field(init=False, default_factory=Rounds)
    _inside: Inside | None = field(init=False)

    def __post_init__(self) -> None:
        self.database = open_database(self.service, self.settings, role="-worker")
        self.watch = Watch(self.database.session)
        self.options = client_options(self.settings)
        self.bus = Bus(self.options, publishes=self.publishes)
        self._inside = inside(self.service, self.settings)

    @property
    def publishes(self) -> bool:
        """Whether the contracts name this service as the publisher of anything."""
        return any(event.publisher() == self.service for event in events().values())

    async def run(self) -> None:
        """Work until cancelled."""
        if (self.compared or self.asking) and self._inside is None:
            log.warning("CLIENT_KEY_FILE is not set: no other service is asked or compared with")
        await _until_it_starts(self.bus)
        try:
            async with asyncio.TaskGroup() as tasks:
                keep(tasks, "watch", self.watch.run)
                for job in (*self.jobs, *self.own_jobs()):
                    finished = partial(self.rounds.finished, job)
                    finished()
                    keep(tasks, job.name, partial(repeat, self.database, self.watch, job, finished))
                if self.consumer:
                    self._keep_consuming(tasks, self.consumer)
        finally:
            if self.work:
                await self.work.close()
            if self._inside:
                await self._inside.close()
            await self.bus.stop()
            await self.database.close()

    def _keep_consuming(self, tasks: asyncio.TaskGroup, consumer: Consumer) -> None:
        member = f"{socket.gethostname()}-{self.settings.internal_port}"
        finished = partial(self.rounds.finished, Consuming())
        finished()
        group = self.settings.called(self.service)
        run = partial(consumer.run, self.database, self.options, group, member, finished)
        keep(tasks, Consuming.name, run)

    def own_jobs(self) -> list[Job]:
        """What every worker does: forget what is old, publish, try parked events again."""
        jobs = [
            Job("sweep", 3600, partial(sweep, settings=self.settings)),
            Job("count what is set aside", _SWEEP_S, aside.count, shared=True),
        ]
        if self.publishes:
            source = f"urn:tanbiao:{self.settings.region}:{self.settings.called(self.service)}"
            publish = partial(relay, bus=self.bus, source=source)
            jobs.append(Job(RELAY, _SWEEP_S, publish, [outbox], rest_s=0.02))
        if self.consumer:
            retry = self.consumer.retry_once
            jobs.append(Job("retries", _SWEEP_S, retry, [parked_event], NEXT_RETRY, shared=True))
        if self.compared and self._inside:
            compare = partial(reconcile, asks=self._inside, compared=self.compared)
            jobs.append(Job(RECONCILE, 3600, compare, [difference], NEXT_LOOK))
        if self.asking and self._inside:
            jobs += self.asking(self._inside)
        return jobs

    async def check(self) -> None:
        """Raise unless database and bus answer and every job finishes its rounds in time."""
        await self.database.check_current()
        await self.database.check()
        await self.bus.check()
        self.rounds.check()


def keep(tasks: asyncio.TaskGroup, name: str, work: Callable[[], Awaitable[object]]) -> None:
    """Run `work` in the group and start it anew, after a growing pause, whenever it raises."""

    async def kept() -> None:
        pause_s = 0.25
        while True:
            began = asyncio.get_running_loop().time()
            try:
                await work()
            except (Exception, asyncio.CancelledError) as failure:
                if _is_own_end(failure):
                    raise
                JOB_FAILURES.labels(name).inc()
                log.error("background work failed", work=name, error=repr(failure))
            lasted_s = asyncio.get_running_loop().time() - began
            pause_s = 0.25 if lasted_s > _LONGEST_PAUSE_S else min(pause_s * 2, _LONGEST_PAUSE_S)
            await asyncio.sleep(pause_s)

    tasks.create_task(kept(), name=name)


def _is_own_end(failure: BaseException) -> bool:
    """Whether this very task is cancelled. A library that cancels what others wait for raises the
    same in them, and a task group takes a child that ended so for one that did its work."""
    task = asyncio.current_task()
    return isinstance(failure, asyncio.CancelledError) and bool(task and task.cancelling())


async def repeat(
    database: Database, watch: Watch, job: Job, finished: Callable[[], None] = lambda: None
) -> None:
    """Run a job whenever it is woken or due, in one process of the service at a time."""
    woken = watch.woken(job.name, [table.name for table in (*job.woken_by, set_aside)])
    looks = 0
    while True:
        await watch.connected.wait()
        woken.clear()
        if await finish_round(database, watch, job, finished):
            left_s = await _left_s(database, job)
            looks = looks + 1 if left_s < 0 else 0
            pause_s = _pause_s(job, left_s, looks)
        else:
            # Another process is at it. If that one dies, this one looks whether anything is left.
            pause_s = _INHERIT_S
        finished()
        await asyncio.sleep(min(job.rest_s, pause_s))
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(woken.wait(), pause_s)
            looks = 0


async def finish_round(
    database: Database, watch: Watch, job: Job, finished: Callable[[], None] = lambda: None
) -> bool:
    """Run the job until nothing is left; False when another process is running it."""
    if job.shared:
        await database.check_current()
        while await job.run(database):
            finished()
            await database.check_current()
        return True
    async with watch.lock(job.number) as lock:
        while lock.mine:
            await database.check_current()
            if not await job.run(database):
                return True
            finished()
    return False


async def _left_s(database: Database, job: Job) -> float:
    """How long until something is due, in seconds; negative when it is and was not done."""
    again = next_attempt(job.name).scalar_subquery()
    due = again if job.due is None else func.least(job.due.scalar_subquery(), again)
    async with database.transaction() as tx:
        at: datetime | None = await tx.scalar(select(due))
    return (at - clock.now()).total_seconds() if at else job.every_s


def _pause_s(job: Job, left_s: float, looks: int) -> float:
    """How long the job may sleep. What is due and was not done waits for something else, mostly
    for a word that will come: it is looked at again less and less often.
    """
    sweep_s = job.every_s * _dice.uniform(0.75, 1)
    return min(sweep_s, _TICK_S * 4 ** min(looks, _MOST_LOOKS) if left_s < 0 else left_s + _TICK_S)


async def sweep(database: Database, *, settings: WorkerSettings) -> bool:
    """Forget published events, handled events, answered keys and old failures after their time."""
    async with database.transaction() as tx:
        for column, days in (
            # By when it happened: one that was sent again lives no longer for that.
            (outbox.c.occurred_at, settings.outbox_days),
            (inbox.c.handled_at, settings.inbox_days),
            (idempotency_key.c.used_at, _KEYS_DAYS),
        ):
            old = column < clock.now() - timedelta(days=days)
            if column.table is outbox:
                # The last of each topic stays: it tells how far this generation had come.
                last = select(func.max(outbox.c.position)).group_by(outbox.c.topic)
                old &= outbox.c.published_at.is_not(None) & outbox.c.position.not_in(last)
            await tx.execute(delete(column.table).where(old))
        # Due for so long, it was tried again: it succeeded in another process.
        succeeded = set_aside.c.next_attempt_at < clock.now() - _SURELY_TRIED
        await tx.execute(delete(set_aside).where(succeeded))
    return False


def inside(service: str, settings: WorkerSettings) -> Inside | None:
    """How the worker asks other services; nothing where it has no key to do so."""
    if settings.client_key_file is None:
        return None
    key = read_key(settings.client_key_file)
    gateway_url = settings.gateway_url or settings.public_url
    return Inside(gateway_url, settings.issuer or settings.public_url, f"{service}-worker", key)


async def _until_it_starts(bus: Bus) -> None:
    while True:
        try:
            await bus.start()
            return
        except Exception as failure:
            log.warning("bus not reachable yet", error=repr(failure))
            await asyncio.sleep(1)
