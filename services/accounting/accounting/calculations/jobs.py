"""What the worker does for calculations: put back what a restored database lost."""

from functools import partial

from accounting.calculations.store import lost
from accounting.calculations.store.tables import lost_calculation, lost_search
from accounting.calculations.usecases.recovery import recover
from chassis.reconciling import Asks
from chassis.work import Pool
from chassis.worker import Job


def asking(asks: Asks, *, pool: Pool) -> list[Job]:
    """The job for which certification is asked."""
    work = [lost_search, lost_calculation]
    return [Job(lost.JOB, 30, partial(recover, asks=asks, pool=pool), work, rest_s=0.02)]
