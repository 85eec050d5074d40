"""What the worker does for publications: say which are certified."""

from functools import partial

from sqlalchemy import func, select

from accounting.partners.usecases.hosts import host_of
from accounting.publications.store import certificates
from accounting.publications.store.tables import verification_due
from accounting.publications.usecases.certificates import keep_verified
from chassis.settings import ServiceSettings
from chassis.worker import Job


def jobs(settings: ServiceSettings) -> list[Job]:
    host = host_of(settings)
    keep = partial(keep_verified, host=host)
    due = select(func.min(verification_due.c.due_at))
    return [Job(certificates.JOB, 30, keep, [verification_due], due)]
