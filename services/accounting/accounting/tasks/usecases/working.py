"""Carrying tasks out: the worker takes them up in turns, a process of the pool does the work.

What the task did and its answer are one transaction of that process, which commits only while the
task is still its: a task that was cancelled, or taken up by another worker, leaves nothing behind.
"""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from fastapi import Request, Response

from accounting.tasks.domain.tasks import (
    MOST_ATTEMPTS,
    Progress,
    Task,
    TaskAbandoned,
    TaskLimits,
    TaskState,
)
from accounting.tasks.store import tasks as store
from accounting.tasks.store.tasks import Ending
from chassis import aside
from chassis.database import Database, current_transaction
from chassis.elsewhere import KeptAnswer, KeptRequest
from chassis.problems import problem
from chassis.refusals import Refusal
from chassis.work import Pool, WorkBroke

Carry = Callable[[KeptRequest, Task], KeptAnswer]
"""Answers a task's request in a process of its own, and ends the task if it succeeds."""
_HEARD_EVERY_S = 2.0


@dataclass(frozen=True)
class Carrier:
    """What carries tasks out."""

    pool: Pool
    carry: Carry
    limits: TaskLimits
    heard_every_s: float = _HEARD_EVERY_S

    async def take_up(self, database: Database, *, job: str) -> bool:
        """Carry out the task whose turn it is; True when there was one."""
        async with database.transaction() as tx:
            claimed = await store.claim(tx, job)
        if claimed is None:
            return False
        task, asked = claimed
        async with aside.attempt(database, job) as attempt:
            attempt.at(task.id)
            await self._carry_out(database, task, asked)
        return True

    async def _carry_out(self, database: Database, task: Task, asked: KeptRequest) -> None:
        """An end that the other process could not write down itself is written down here."""
        if task.attempt > MOST_ATTEMPTS:
            await _refuse(database, task, WorkBroke(reason=f"{MOST_ATTEMPTS} attempts"))
            return
        far = _Far()
        working = asyncio.create_task(self._answered(task, asked, far))
        hearing = asyncio.create_task(self._keep(database, task, far, working))
        try:
            answer = await working
        except Refusal as refusal:
            await self._refused(database, task, refusal)
        except asyncio.CancelledError:
            if not hearing.done():
                raise  # The worker itself is told to end.
        else:
            if answer.status >= 400:
                await _end(database, task, TaskState.FAILED, answer)
        finally:
            working.cancel()
            hearing.cancel()
            await asyncio.gather(working, hearing, return_exceptions=True)

    async def _answered(self, task: Task, asked: KeptRequest, far: "_Far") -> KeptAnswer:
        return await self.pool.run(
            self.carry,
            asked,
            task,
            org=task.enterprise,
            cpu_s=self.limits.cpu_s,
            memory_bytes=self.limits.memory_bytes,
            told=far.hear,
        )

    async def _keep(
        self, database: Database, task: Task, far: "_Far", working: "asyncio.Task[KeptAnswer]"
    ) -> None:
        """Say that the task is alive and how far it is, until it is not this worker's any more."""
        while True:
            await asyncio.sleep(self.heard_every_s)
            async with database.transaction() as tx:
                mine = await store.hold(tx, task, far.progress)
            if not mine:
                working.cancel()
                return

    async def _refused(self, database: Database, task: Task, refusal: Refusal) -> None:
        """What broke down may succeed another time: its lease is let run out."""
        if isinstance(refusal, WorkBroke) and task.attempt < MOST_ATTEMPTS:
            raise refusal
        await _refuse(database, task, refusal)


class _Far:
    """How far the process of a task said that it is."""

    progress: Progress | None = None

    def hear(self, steps: tuple[int, int]) -> None:
        self.progress = Progress(*steps)


async def finish(task: Task, request: Request, response: Response) -> None:
    """End the task in the transaction that did what it asks. Raises `TaskAbandoned`."""
    body = bytes(response.body).decode()
    how = Ending(TaskState.DONE, response.status_code, body, _made(response.status_code, body))
    if not await store.end(await current_transaction(request), task, how):
        raise TaskAbandoned(id=task.id)


async def forget(database: Database) -> bool:
    """Forget tasks that ended a week ago, with their answers."""
    async with database.transaction() as tx:
        await store.forget(tx)
    return False


async def _refuse(database: Database, task: Task, refusal: Refusal) -> None:
    body = problem(refusal, instance=task.target, lang="zh")
    answer = KeptAnswer(refusal.status, {}, json.dumps(body, ensure_ascii=False).encode())
    await _end(database, task, TaskState.FAILED, answer)


async def _end(database: Database, task: Task, state: TaskState, answer: KeptAnswer) -> None:
    async with database.transaction() as tx:
        await store.end(tx, task, Ending(state, answer.status, answer.body.decode()))


def _made(status: int, body: str) -> UUID | None:
    """What a command recorded, by the identifier that its answer begins with."""
    if status != 201:
        return None
    with suppress(ValueError, TypeError, KeyError):
        return UUID(json.loads(body)["id"])
    return None
