"""What the worker does for labels: make public what waits."""

from functools import partial

from chassis.worker import Job
from registry.identities.settings import HoldsNodeKeys
from registry.labels.usecases.rounds import sequence
from registry.log.usecases import queue
from registry.values.domain.node import node


def jobs(settings: HoldsNodeKeys) -> list[Job]:
    work = partial(sequence, node=node(settings.public_url), keys=settings.keys())
    return [Job(queue.JOB, 30, work, [queue.LINE], queue.FIRST_DUE)]
