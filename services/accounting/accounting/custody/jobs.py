"""What the worker does for the audit trail: chain its entries, and miss none of them."""

from accounting.custody.store import audit as store
from accounting.custody.store.audit_tables import audit_waiting
from accounting.custody.usecases import audit, heads
from chassis.worker import Job


def jobs() -> list[Job]:
    return [
        Job(store.JOB, 30, audit.chain, [audit_waiting], rest_s=1),
        Job("compare audit heads", 3600, heads.compare),
    ]
