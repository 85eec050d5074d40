"""What the worker does for publications: say which are certified."""

from functools import partial

from accounting.partners.usecases.hosts import host_of
from accounting.publications.usecases.certificates import keep_verified
from chassis.settings import ServiceSettings
from chassis.worker import Job


def jobs(settings: ServiceSettings) -> list[Job]:
    host = host_of(settings)
    return [Job("say which footprints are certified", 1, partial(keep_verified, host=host))]
