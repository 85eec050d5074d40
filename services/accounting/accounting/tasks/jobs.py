"""What the worker does for tasks: carry them out, and forget what is old."""

from functools import partial

from accounting.tasks.settings import CarriesTasks
from accounting.tasks.store import tasks
from accounting.tasks.store.tables import task
from accounting.tasks.usecases.working import Carrier, Carry, forget
from chassis.work import Pool
from chassis.worker import Job

_PATIENCE = 11
"""The pool ends what only waits after ten times its time of processor."""


def jobs(settings: CarriesTasks, pool: Pool, carry: Carry) -> list[Job]:
    """As many at once as there are names; each takes up whatever task is next."""
    carrier = Carrier(pool, carry, settings.task_limits())
    carrying = [
        Job(
            name,
            15,
            partial(carrier.take_up, job=name),
            [task],
            rest_s=0.05,
            limit_s=_PATIENCE * settings.task_cpu_s,
            shared=True,
        )
        for name in tasks.JOBS
    ]
    return [*carrying, Job(tasks.FORGETTING, 3600, forget)]
