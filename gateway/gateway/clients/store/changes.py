"""Proposed changes in the database."""

from datetime import datetime
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Row, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from gateway.clients.domain.changes import (
    Actor,
    Change,
    ChangeKind,
    ChangeState,
    Decision,
    Wanted,
)
from gateway.clients.domain.clients import Client, Organisation
from gateway.clients.domain.refusals import ChangeNotFound
from gateway.clients.store.tables import change

_CLIENT, _ORGANISATION = TypeAdapter(Client), TypeAdapter(Organisation)


async def get_change(tx: AsyncConnection, id: UUID, *, lock: bool = False) -> Change:
    statement = select(change).where(change.c.id == id)
    row = (await tx.execute(statement.with_for_update() if lock else statement)).one_or_none()
    if row is None:
        raise ChangeNotFound(id=id)
    return _change(row)


async def list_changes(
    tx: AsyncConnection,
    *,
    state: ChangeState | None,
    subject: str | None,
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> list[Change]:
    """The newest first, beginning behind `after`: a moment and an id."""
    found = select(change).order_by(change.c.proposed_at.desc(), change.c.id.desc()).limit(limit)
    if state:
        found = found.where(change.c.state == state)
    if subject:
        found = found.where(change.c.subject == subject)
    if after:
        found = found.where(tuple_(change.c.proposed_at, change.c.id) < after)
    return [_change(row) for row in await tx.execute(found)]


async def put_change(tx: AsyncConnection, value: Change) -> None:
    """Insert a change, or write down what became of it."""
    decision = value.decision
    settled = {
        "state": str(value.state),
        "decided_by": decision.by.client if decision else None,
        "deciding_person": decision.by.person if decision else None,
        "decided_at": decision.at if decision else None,
        "decision_reason": decision.reason if decision else None,
    }
    await tx.execute(
        insert(change)
        .values(
            id=value.id,
            kind=str(value.kind),
            subject=value.subject,
            wanted=_written(value.wanted),
            reason=value.reason,
            base=value.base,
            proposed_by=value.proposed_by.client,
            proposing_person=value.proposed_by.person,
            proposed_at=value.proposed_at,
            **settled,
        )
        .on_conflict_do_update(index_elements=["id"], set_=settled)
    )


def _written(wanted: Wanted) -> object:
    if isinstance(wanted, Client):
        return _CLIENT.dump_python(wanted, mode="json")
    return _ORGANISATION.dump_python(wanted, mode="json")


def _change(row: Row[tuple[object, ...]]) -> Change:
    kind = ChangeKind(row.kind)
    form = _ORGANISATION if kind is ChangeKind.ORGANISATION else _CLIENT
    decision = row.decided_at and Decision(
        ChangeState(row.state),
        Actor(row.decided_by, person=row.deciding_person),
        row.decided_at,
        row.decision_reason,
    )
    return Change(
        id=row.id,
        kind=kind,
        wanted=form.validate_python(row.wanted),
        reason=row.reason,
        base=row.base,
        proposed_by=Actor(row.proposed_by, person=row.proposing_person),
        proposed_at=row.proposed_at,
        decision=decision or None,
    )
