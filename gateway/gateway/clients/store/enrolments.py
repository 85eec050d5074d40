"""Enrolments in the database."""

import json
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Row, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.listing import fitting, newest
from gateway.clients.domain.enrolments import Applicant, Enrolment, EnrolmentState
from gateway.clients.domain.keys import PublicKeys
from gateway.clients.domain.refusals import EnrolmentNotFound
from gateway.clients.domain.search import EnrolmentsAsked
from gateway.clients.store.tables import enrolment

_APPLICANT = TypeAdapter(Applicant)


async def get_enrolment(tx: AsyncConnection, id: UUID, *, lock: bool = False) -> Enrolment:
    statement = select(enrolment).where(enrolment.c.id == id)
    row = (await tx.execute(statement.with_for_update() if lock else statement)).one_or_none()
    if row is None:
        raise EnrolmentNotFound(id=id)
    return _enrolment(row)


async def enrolment_of_change(tx: AsyncConnection, change: UUID) -> Enrolment | None:
    """The enrolment that a change approves, held until the transaction ends."""
    statement = select(enrolment).where(enrolment.c.change == change).with_for_update()
    row = (await tx.execute(statement)).one_or_none()
    return _enrolment(row) if row else None


async def count_open(tx: AsyncConnection) -> int:
    waiting = enrolment.c.state == EnrolmentState.PROPOSED
    return await tx.scalar(select(func.count()).where(waiting)) or 0


async def list_enrolments(tx: AsyncConnection, asked: EnrolmentsAsked) -> list[Enrolment]:
    """The newest first."""
    found = select(enrolment).where(*fitting((enrolment.c.state, asked.state)))
    shown = newest(found, enrolment, asked, enrolment.c.decided_at, dated="proposed_at")
    return [_enrolment(row) for row in await tx.execute(shown)]


async def put_enrolment(tx: AsyncConnection, value: Enrolment) -> None:
    """Insert an enrolment, or write down what became of it."""
    became = {
        "state": str(value.state),
        "change": value.change,
        "client_id": value.client_id,
        "reason": value.reason,
        "decided_at": value.decided_at,
    }
    await tx.execute(
        insert(enrolment)
        .values(
            id=value.id,
            receipt_sha256=value.receipt_sha256,
            applicant=_APPLICANT.dump_python(value.applicant, mode="json"),
            credit_code=value.credit_code,
            role=value.role,
            jwks=json.loads(value.keys.document),
            proposed_at=value.proposed_at,
            **became,
        )
        .on_conflict_do_update(index_elements=["id"], set_=became)
    )


def _enrolment(row: Row[tuple[object, ...]]) -> Enrolment:
    return Enrolment(
        id=row.id,
        receipt_sha256=row.receipt_sha256,
        applicant=_APPLICANT.validate_python(row.applicant),
        credit_code=row.credit_code,
        role=row.role,
        keys=PublicKeys(json.dumps(row.jwks, sort_keys=True)),
        proposed_at=row.proposed_at,
        state=EnrolmentState(row.state),
        change=row.change,
        client_id=row.client_id,
        reason=row.reason,
        decided_at=row.decided_at,
    )
