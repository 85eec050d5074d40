"""What a list of tasks is asked for."""

from accounting.tasks.domain.tasks import TaskState
from chassis.asking import AskedByTime


class TasksAsked(AskedByTime):
    """A page of an organisation's tasks."""

    state: TaskState | None = None
