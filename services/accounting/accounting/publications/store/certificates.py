"""Certificates, what became of them, and when to look at the footprints that name them."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.calculations.store.tables import seal
from accounting.publications.domain.certificate import Act, ActKind, Certificate
from accounting.publications.store.tables import certificate, certificate_act, verification_due
from chassis import aside

JOB = "say which footprints are certified"


async def add(tx: AsyncConnection, new: Certificate) -> None:
    """One that is known already stays as it is."""
    row = {name: value for name, value in asdict(new).items() if name != "acts"}
    await tx.execute(insert(certificate).values(row).on_conflict_do_nothing())


async def add_act(tx: AsyncConnection, id: UUID, act: Act) -> None:
    row = {"certificate": id, "kind": act.kind.value, "at": act.at}
    await tx.execute(insert(certificate_act).values(row).on_conflict_do_nothing())


async def look_again(tx: AsyncConnection, id: UUID, *moments: datetime) -> None:
    """Have the footprint that a certificate is for looked at, at each of these moments."""
    rows = [{"certificate": id, "due_at": moment} for moment in moments]
    await tx.execute(insert(verification_due).values(rows).on_conflict_do_nothing())


async def take_due(tx: AsyncConnection, now: datetime) -> UUID | None:
    """Take the certificate that has been due longest off the list; None when none is."""
    free = aside.free(JOB, verification_due.c.certificate)
    due = select(verification_due).where(verification_due.c.due_at <= now, free)
    first = due.order_by(verification_due.c.due_at).limit(1).with_for_update(skip_locked=True)
    row = (await tx.execute(first)).one_or_none()
    if row is None:
        return None
    same = (verification_due.c.certificate == row.certificate) & (
        verification_due.c.due_at == row.due_at
    )
    await tx.execute(delete(verification_due).where(same))
    found: UUID = row.certificate
    return found


async def calculation_of(tx: AsyncConnection, id: UUID) -> UUID | None:
    found = select(certificate.c.calculation).where(certificate.c.id == id)
    return await tx.scalar(found)


async def of_calculation(tx: AsyncConnection, calculation: UUID) -> list[Certificate]:
    """Certificates of the very bytes that were sealed here; others count for nothing."""
    here = certificate.c.calculation == calculation
    sealed = select(certificate).join(
        seal,
        (seal.c.calculation == certificate.c.calculation) & (seal.c.sha256 == certificate.c.seal),
    )
    rows = (await tx.execute(sealed.where(here))).all()
    acts = await _acts(tx, [row.id for row in rows])
    return [_certificate(row, acts.get(row.id, [])) for row in rows]


async def _acts(tx: AsyncConnection, ids: Sequence[UUID]) -> dict[UUID, list[Act]]:
    found: dict[UUID, list[Act]] = {}
    rows = await tx.execute(select(certificate_act).where(certificate_act.c.certificate.in_(ids)))
    for row in rows:
        found.setdefault(row.certificate, []).append(Act(ActKind(row.kind), row.at))
    return found


def _certificate(row: Row[tuple[object, ...]], acts: Sequence[Act]) -> Certificate:
    return Certificate(**row._asdict(), acts=tuple(acts))
