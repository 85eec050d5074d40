"""Duties: set, settled, found."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, insert, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from certification.duties.domain.duty import Duty, DutyKind, DutySearch, DutyState, Matter
from certification.duties.store.tables import duty
from certification.values.domain.sight import Sight
from chassis import aside
from packs.region import Role

JOB = "work off due dates"
_OPEN = duty.c.state == DutyState.OPEN.value


async def add(tx: AsyncConnection, new: Duty) -> None:
    """Set a duty; two of one kind about one matter cannot both be open."""
    matter = new.matter
    await tx.execute(
        insert(duty).values(
            id=new.id,
            kind=new.kind,
            noun=matter.noun,
            matter=matter.id,
            reference=matter.reference,
            enterprise=matter.enterprise,
            body=matter.body,
            division=matter.division,
            owed_by=new.owed_by,
            set_at=new.set_at,
            due_at=new.due_at,
            state=new.state,
        )
    )


async def settle(
    tx: AsyncConnection, matter: UUID, kinds: Iterable[DutyKind], state: DutyState, at: datetime
) -> None:
    """Settle what is open of these kinds about a matter."""
    these = duty.c.matter == matter, duty.c.kind.in_([kind.value for kind in kinds]), _OPEN
    await tx.execute(update(duty).where(*these).values(state=state.value, settled_at=at))


async def settle_one(tx: AsyncConnection, id: UUID, state: DutyState, at: datetime) -> None:
    change = {"state": state.value, "settled_at": at}
    await tx.execute(update(duty).where(duty.c.id == id).values(change))


async def first_due(tx: AsyncConnection, now: datetime) -> Duty | None:
    """The duty whose date passed longest ago; None when none has."""
    free = aside.free(JOB, duty.c.id)
    due = select(duty).where(_OPEN, duty.c.due_at <= now, free)
    row = (await tx.execute(due.order_by(duty.c.due_at, duty.c.id).limit(1))).mappings()
    return next(map(_duty, row), None)


async def still_due(tx: AsyncConnection, id: UUID, now: datetime) -> bool:
    """Whether nobody settled it, or put it off, meanwhile."""
    this = select(duty.c.id).where(duty.c.id == id, _OPEN, duty.c.due_at <= now)
    return await tx.scalar(this) is not None


async def open_of(tx: AsyncConnection, matter: UUID) -> list[Duty]:
    """What is open about a matter, by date."""
    wanted = select(duty).where(duty.c.matter == matter, _OPEN).order_by(duty.c.due_at)
    return [_duty(row) for row in (await tx.execute(wanted)).mappings()]


async def in_order(tx: AsyncConnection, search: DutySearch, limit: int) -> list[Duty]:
    """Duties that fit, the earliest date first, beginning after the position given."""
    wanted = select(duty).where(*_conditions(search)).order_by(duty.c.due_at, duty.c.id)
    return [_duty(row) for row in (await tx.execute(wanted.limit(limit))).mappings()]


def _conditions(search: DutySearch) -> Iterator[ColumnElement[bool]]:
    yield from _visible(search.sight)
    pairs = (
        (duty.c.owed_by, search.owed_by),
        (duty.c.state, search.state),
        (duty.c.kind, search.kind),
        (duty.c.matter, search.matter),
    )
    yield from (column == wanted for column, wanted in pairs if wanted is not None)
    if search.due_before:
        yield duty.c.due_at < search.due_before
    if search.updated_since:
        since = search.updated_since
        yield or_(duty.c.set_at >= since, duty.c.settled_at >= since)
    if search.after:
        yield tuple_(duty.c.due_at, duty.c.id) > tuple_(*search.after)


def _visible(sight: Sight) -> list[ColumnElement[bool]]:
    pairs = (
        (duty.c.enterprise, sight.enterprise),
        (duty.c.body, sight.body),
        (duty.c.division, sight.division),
    )
    return [column == owner for column, owner in pairs if owner is not None]


def _duty(row: RowMapping) -> Duty:
    return Duty(
        id=row["id"],
        kind=DutyKind(row["kind"]),
        matter=Matter(
            noun=row["noun"],
            id=row["matter"],
            reference=row["reference"],
            enterprise=row["enterprise"],
            body=row["body"],
            division=row["division"],
        ),
        owed_by=Role(row["owed_by"]),
        set_at=row["set_at"],
        due_at=row["due_at"],
        state=DutyState(row["state"]),
        settled_at=row["settled_at"],
    )
