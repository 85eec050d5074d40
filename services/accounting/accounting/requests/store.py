"""Requests for footprints in both directions, and the one answer of each."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Row,
    Select,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    func,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.partners.domain.exchange import (
    Answer,
    FootprintRequest,
    RequestDirection,
    RequestOutcome,
    Version,
)
from accounting.partners.domain.search import RequestsAsked
from accounting.values.store.tables import MOMENT, metadata
from chassis import aside
from chassis.listing import fitting, newest

OVERDUE = "reject overdue requests"
"""The job that answers what nobody answered."""


async def add(tx: AsyncConnection, request: FootprintRequest) -> bool:
    """False when the partner asked by this event before, from another source perhaps."""
    row = {
        "id": request.id,
        "direction": request.direction.value,
        "owner": request.owner,
        "partner": request.partner,
        "event_id": request.event_id,
        "criteria": dict(request.criteria),
        "created_at": request.created_at,
        "deadline": request.deadline,
        "version": request.version.value,
    }
    added = insert(footprint_request).values(row).on_conflict_do_nothing()
    return (await tx.execute(added)).rowcount > 0


async def note_not_asked(
    tx: AsyncConnection, request: UUID, footprints: Iterable[UUID], *, at: datetime
) -> None:
    """Note footprints of other products that came in answer to a request."""
    rows = [{"request": request, "footprint": id, "noted_at": at} for id in footprints]
    if rows:
        await tx.execute(insert(footprint_not_asked).values(rows).on_conflict_do_nothing())


async def answer(tx: AsyncConnection, request: UUID, given: Answer) -> bool:
    """False when the request has its answer; a race is decided by the primary key."""
    row = {
        "request": request,
        "outcome": given.outcome.value,
        "answered_at": given.at,
        "footprints": list(given.footprints),
        "code": given.code,
        "message": given.message,
    }
    added = insert(footprint_request_answer).values(row).on_conflict_do_nothing()
    return (await tx.execute(added)).rowcount > 0


async def find(tx: AsyncConnection, id: UUID, *, owner: str) -> FootprintRequest | None:
    return await _one(tx, (footprint_request.c.id == id) & (footprint_request.c.owner == owner))


async def asked_of(tx: AsyncConnection, partner: str, event_id: str) -> FootprintRequest | None:
    """Our own request that a partner answers."""
    ours = footprint_request.c.direction == RequestDirection.OUT.value
    named = footprint_request.c.event_id == event_id
    return await _one(tx, ours & named & (footprint_request.c.partner == partner))


async def overdue(tx: AsyncConnection, now: datetime) -> FootprintRequest | None:
    """A request to us that nobody answered in time."""
    theirs = footprint_request.c.direction == RequestDirection.IN.value
    unanswered = footprint_request_answer.c.request.is_(None)
    free = aside.free(OVERDUE, footprint_request.c.id)
    late = _requests().where(theirs, unanswered, free, footprint_request.c.deadline < now)
    row = (await tx.execute(late.order_by(footprint_request.c.deadline).limit(1))).one_or_none()
    return None if row is None else _request(row)


async def page(tx: AsyncConnection, asked: RequestsAsked, *, owner: str) -> list[FootprintRequest]:
    named = fitting(
        (footprint_request.c.partner, asked.partner),
        (footprint_request.c.direction, asked.direction),
    )
    statement = _requests().where(footprint_request.c.owner == owner, *named)
    if asked.open is not None:
        unanswered = footprint_request_answer.c.request.is_(None)
        statement = statement.where(unanswered if asked.open else ~unanswered)
    changed = footprint_request_answer.c.answered_at
    rows = await tx.execute(newest(statement, footprint_request, asked, changed))
    return [_request(row) for row in rows]


def _requests() -> Select[tuple[object, ...]]:
    given = footprint_request_answer
    columns = (given.c.outcome, given.c.answered_at, given.c.footprints, given.c.code)
    others = select(func.array_agg(footprint_not_asked.c.footprint)).where(
        footprint_not_asked.c.request == footprint_request.c.id
    )
    beside = others.scalar_subquery().label("not_asked")
    return select(footprint_request, *columns, given.c.message, beside).outerjoin(
        given, given.c.request == footprint_request.c.id
    )


async def _one(tx: AsyncConnection, condition: ColumnElement[bool]) -> FootprintRequest | None:
    row = (await tx.execute(_requests().where(condition))).one_or_none()
    return None if row is None else _request(row)


def _request(row: Row[tuple[object, ...]]) -> FootprintRequest:
    given = None
    if row.outcome is not None:
        outcome = RequestOutcome(row.outcome)
        given = Answer(outcome, row.answered_at, tuple(row.footprints), row.code, row.message)
    return FootprintRequest(
        id=row.id,
        direction=RequestDirection(row.direction),
        owner=row.owner,
        partner=row.partner,
        event_id=row.event_id,
        criteria=row.criteria,
        created_at=row.created_at,
        deadline=row.deadline,
        answer=given,
        version=Version(row.version),
        not_asked=tuple(row.not_asked or ()),
    )


footprint_request = Table(
    "footprint_request",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("direction", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("partner", Text, nullable=False),
    Column("event_id", Text, nullable=False),
    Column("criteria", JSONB, nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("deadline", MOMENT, nullable=False),
    Column("version", Text, nullable=False, server_default="3"),
    UniqueConstraint("owner", "direction", "partner", "event_id", name="footprint_request_once"),
    Index("footprint_request_newest", "owner", "created_at", "id"),
)
footprint_request_answer = Table(
    "footprint_request_answer",
    metadata,
    Column("request", Uuid, ForeignKey("footprint_request.id"), primary_key=True),
    Column("outcome", Text, nullable=False),
    Column("answered_at", MOMENT, nullable=False),
    Column("footprints", ARRAY(Uuid), nullable=False),
    Column("code", Text),
    Column("message", Text),
    Index("footprint_request_answer_changed", "answered_at"),
)
footprint_not_asked = Table(
    "footprint_not_asked",
    metadata,
    Column("request", Uuid, ForeignKey("footprint_request.id"), primary_key=True),
    Column("footprint", Uuid, primary_key=True),
    Column("noted_at", MOMENT, nullable=False),
)
"""What a partner gave for one of our requests although another product was asked for."""
