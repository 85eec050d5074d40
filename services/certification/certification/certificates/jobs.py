"""What the worker does for certificates: sign them."""

from functools import partial

from sqlalchemy import func, select

from certification.certificates.store import signatures
from certification.certificates.store.tables import signature_due
from certification.certificates.usecases.signatures import sign_pending
from certification.issuers.settings import HoldsKeys
from chassis.worker import Job


def jobs(settings: HoldsKeys) -> list[Job]:
    sign = partial(sign_pending, keys=settings.keys(), public_url=settings.public_url)
    due = select(func.min(signature_due.c.due_at))
    return [Job(signatures.JOB, 30, sign, [signature_due], due)]
