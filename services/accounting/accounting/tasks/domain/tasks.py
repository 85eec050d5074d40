"""A task: a heavy request that was admitted, and what becomes of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from chassis.refusals import Conflict, Missing

MOST_ATTEMPTS = 3
"""So often a task is begun whose process ended without an answer."""
LEASE = timedelta(seconds=30)
"""A task of which nothing was heard for so long is taken up by another worker."""
KEPT = timedelta(days=7)
"""Ended tasks are forgotten after that, with their answers."""
LARGEST_ANSWER = 32 << 20
"""Bytes of an answer that are kept; what was recorded can be read where it is, however large."""


class TaskState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class TaskLimits:
    """What carrying out one task may take."""

    cpu_s: int
    memory_bytes: int


@dataclass(frozen=True)
class Progress:
    """Steps of the work itself: samples drawn, or parts of a calculation."""

    done: int
    of: int


OPEN = (TaskState.WAITING, TaskState.RUNNING)


@dataclass(frozen=True)
class Task:
    """A request that is carried out later, and how far it is."""

    id: UUID
    enterprise: str
    at: datetime
    by: str
    method: str
    target: str
    state: TaskState
    updated_at: datetime
    attempt: int = 0
    started_at: datetime | None = None
    ended_at: datetime | None = None
    status: int | None = None
    made: UUID | None = None
    """What it recorded, where it records something."""
    answer_bytes: int | None = None
    """Of the answer; None where it is not kept."""
    progress: Progress | None = None
    """Of the attempt that runs or ended it; None where the work does not say."""
    ahead: int = 0
    """Tasks of the same organisation that go first."""

    @property
    def position(self) -> tuple[str, str]:
        """Where the next page of a list begins."""
        return self.at.isoformat(), str(self.id)


class TaskNotFound(Missing):
    """No such task, or it is another organisation's."""

    zh = "没有编号为 {id} 的任务。任务结束 7 天后删除;请核对编号。"
    en = "There is no task {id}; a task is forgotten seven days after its end."


class TasksTooMany(Conflict):
    """The organisation has as many unfinished tasks as it may have."""

    zh = "已有 {limit} 个未完成的任务。请等待其中之一完成,或用 DELETE /v1/tasks/{{id}} 取消。"
    en = "There are {limit} unfinished tasks; wait until one has ended, or cancel it with DELETE."


class TaskNotEnded(Conflict):
    """The task waits or runs; there is no answer yet."""

    zh = "任务 {id} 尚未结束,暂无结果。请稍后再查询 GET /v1/tasks/{id}。"
    en = "Task {id} has not ended, so there is no answer yet; ask GET /v1/tasks/{id} again later."


class TaskAlreadyEnded(Conflict):
    """The task has ended; there is nothing to cancel."""

    zh = "任务 {id} 已结束({state}),无法取消。"
    en = "Task {id} has ended ({state}); there is nothing to cancel."


class TaskAnswerNotKept(Missing):
    """The task was cancelled, or its answer is too large to be kept."""

    zh = "任务 {id} 没有保存的结果(已取消,或结果超过 {limit} MiB)。已记录的内容请按 made 编号查询。"
    en = "No answer of task {id} is kept: it was cancelled, or has over {limit} MiB; see `made`."


class TaskAbandoned(Conflict):
    """The task was cancelled, or another worker has it; what was done is undone."""

    zh = "任务 {id} 已取消或已由其他进程接手,本次处理未产生任何改动。"
    en = "Task {id} was cancelled or taken up elsewhere, so nothing was changed here."
