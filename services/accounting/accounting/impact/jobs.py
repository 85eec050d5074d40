"""What the worker does for studies: find what moves."""

from accounting.factors.usecases import superseded
from accounting.impact.store import studies
from accounting.impact.store.tables import impact_progress
from accounting.impact.usecases.moves import Mover
from chassis.work import Pool
from chassis.worker import Job


def jobs(pool: Pool) -> list[Job]:
    work = [impact_progress, superseded.WORK]
    return [Job(studies.JOB, 30, Mover(pool).advance, work, rest_s=0.5)]
