"""Proposed changes in the database."""

from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Row, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.listing import fitting, newest
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
from gateway.clients.domain.search import ChangesAsked
from gateway.clients.store.tables import change

_CLIENT, _ORGANISATION = TypeAdapter(Client), TypeAdapter(Organisation)


async def get_change(tx: AsyncConnection, id: UUID, *, lock: bool = False) -> Change:
    statement = select(change).where(change.c.id == id)
    row = (await tx.execute(statement.with_for_update() if lock else statement)).one_or_none()
    if row is None:
        raise ChangeNotFound(id=id)
    return _change(row)


async def list_changes(tx: AsyncConnection, asked: ChangesAsked) -> list[Change]:
    """The newest first."""
    named = fitting((change.c.state, asked.state), (change.c.subject, asked.subject))
    found = select(change).where(*named)
    shown = newest(found, change, asked, change.c.decided_at, dated="proposed_at")
    return [_change(row) for row in await tx.execute(shown)]


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
