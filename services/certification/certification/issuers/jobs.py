"""What the worker does for issuers: announce their keys."""

from functools import partial

from certification.issuers.settings import HoldsKeys
from certification.issuers.usecases.announcements import JOB, announce_keys
from chassis.worker import Job


def jobs(settings: HoldsKeys) -> list[Job]:
    announce = partial(announce_keys, keys=settings.keys(), public_url=settings.public_url)
    return [Job(JOB, 30, announce)]
