"""Certificates that wait for their signature, and signatures."""

from dataclasses import asdict
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from certification.certificates.domain.certificate import Signature
from certification.certificates.store.tables import signature, signature_due
from chassis import aside
from chassis.telemetry import current_traceparent

JOB = "sign certificates"


class Due(NamedTuple):
    """A certificate whose turn it is, how often signing failed, the trace of its decision."""

    certificate_id: UUID
    attempts: int
    traceparent: str | None


async def await_signature(tx: AsyncConnection, certificate_id: UUID, at: datetime) -> None:
    """Put a certificate into the line."""
    trace = current_traceparent()
    row = {"certificate_id": certificate_id, "due_at": at, "attempts": 0, "traceparent": trace}
    await tx.execute(insert(signature_due).values(row))


async def take_due(tx: AsyncConnection, now: datetime) -> Due | None:
    """Lock the certificate that has waited longest; None when none is due."""
    line = signature_due.c
    wanted = select(line.certificate_id, line.attempts, line.traceparent)
    free = aside.free(JOB, line.certificate_id)
    due = wanted.where(line.due_at <= now, free).order_by(line.due_at)
    row = (await tx.execute(due.limit(1).with_for_update(skip_locked=True))).one_or_none()
    return Due(row.certificate_id, row.attempts, row.traceparent) if row else None


async def postpone(tx: AsyncConnection, due: Due, until: datetime, problem: str) -> None:
    """Let other certificates go first, and keep why this one could not be signed."""
    this = signature_due.c.certificate_id == due.certificate_id
    change = {"due_at": until, "attempts": due.attempts + 1, "problem": problem}
    await tx.execute(update(signature_due).where(this).values(change))


async def add(tx: AsyncConnection, certificate_id: UUID, signed: Signature) -> None:
    """Keep the one signature of a certificate, which leaves the line."""
    row = {"certificate_id": certificate_id, **asdict(signed)}
    await tx.execute(insert(signature).values(row))
    this = signature_due.c.certificate_id == certificate_id
    await tx.execute(delete(signature_due).where(this))
