"""What the worker does for studies: find what moves."""

from accounting.impact.usecases.moves import Mover
from chassis.worker import Job


def jobs() -> list[Job]:
    return [Job("find what moves", 0.5, Mover().advance)]
