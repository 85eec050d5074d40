"""What the worker does for the audit trail: chain its entries."""

from accounting.custody.usecases import audit
from chassis.worker import Job


def jobs() -> list[Job]:
    return [Job("chain audit entries", 1, audit.chain)]
