"""A task as its organisation sees it."""

from typing import Any, Self
from uuid import UUID

from pydantic import AwareDatetime

from accounting.tasks.domain.tasks import Task, TaskLimits, TaskState
from accounting.values.domain.forms import View

ADDRESS = "/v1/tasks"
ASK_AGAIN_S = 2
"""Seconds after which an open task may be asked about again."""


class ProgressView(View):
    """Steps of the work itself, such as samples that were drawn."""

    done: int
    """How many steps are done."""
    of: int
    """How many steps there are."""


class TaskView(View):
    """A request that is carried out later, and how far it is."""

    id: UUID
    state: TaskState
    """How far the task is."""
    method: str
    """Method of the request that is carried out."""
    target: str
    """The path that was asked."""
    created_at: AwareDatetime
    created_by: str
    """The client that asked."""
    updated_at: AwareDatetime
    ahead: int
    """Unended tasks of the organisation that were asked for before. Organisations take turns."""
    started_at: AwareDatetime | None
    progress: ProgressView | None
    """How far the work is, some two seconds ago; absent where it cannot tell."""
    attempt: int
    """How often it was begun: once, unless its process broke down."""
    ended_at: AwareDatetime | None
    status: int | None
    """Of the answer, as the request itself would have had it."""
    made: UUID | None
    """What it recorded, where it records something."""
    answer: str | None
    """Where the answer is, once there is one."""
    most_cpu_s: int
    """Time of processor that it may take, in seconds."""
    most_memory_mib: int
    """Memory that it may take."""

    @classmethod
    def of(cls, task: Task, limits: TaskLimits) -> Self:
        return cls(
            id=task.id,
            state=task.state,
            method=task.method,
            target=task.target,
            created_at=task.at,
            created_by=task.by,
            updated_at=task.updated_at,
            ahead=task.ahead,
            started_at=task.started_at,
            progress=task.progress and ProgressView(**vars(task.progress)),
            attempt=task.attempt,
            ended_at=task.ended_at,
            status=task.status,
            made=task.made,
            answer=None if task.answer_bytes is None else f"{ADDRESS}/{task.id}/answer",
            most_cpu_s=limits.cpu_s,
            most_memory_mib=limits.memory_bytes >> 20,
        )


_LOCATION = {"description": "The task.", "schema": {"type": "string"}}
MAY_BE_LATER: dict[int | str, dict[str, Any]] = {
    202: {
        "model": TaskView,
        "description": "The system is so large that this became a task: its answer is kept there.",
        "headers": {"Location": _LOCATION},
    }
}
"""Of every route whose requests may become tasks."""
