"""The feed: positions without gaps, in the order of commits."""

from sqlalchemy import Row, func, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.registry import LabelIssued
from mutual_recognition.feed.domain import FeedItem, FeedPart, LabelFact, Owners, owners
from mutual_recognition.feed.store.tables import feed, feed_floor
from mutual_recognition.values.domain.sight import Sight

_FLOOR = select(func.max(feed_floor.c.position)).scalar_subquery()
_APPEND_LOCK = 0x66656564
"""Held until the commit, so a reader never sees a later position before an earlier one."""


async def append(tx: AsyncConnection, fact: LabelFact) -> int | None:
    """Give `fact` the next position; None when the feed has it already."""
    await tx.execute(select(func.pg_advisory_xact_lock(_APPEND_LOCK)))
    columns = ("position", "id", "type", "label", "log_index", "occurred_at", "data")
    owners = await owners_of(tx, fact)
    next_position = select(
        func.greatest(func.max(feed.c.position), _FLOOR, 0) + 1,
        *(literal(getattr(fact, name), feed.c[name].type) for name in columns[1:]),
        literal(owners.body, feed.c.body.type),
        literal(owners.division, feed.c.division.type),
    )
    # Only a known id is passed over: two facts at one position would be a fault, and must raise.
    append = insert(feed).from_select((*columns, "body", "division"), next_position)
    once = append.on_conflict_do_nothing(index_elements=["id"]).returning(feed.c.position)
    position: int | None = await tx.scalar(once)
    return position


async def owners_of(tx: AsyncConnection, fact: LabelFact) -> Owners:
    """Whose label a fact is about; a change of its status says so by its issue alone."""
    issue = fact if fact.type == LabelIssued.TYPE else await issue_of(tx, fact.label)
    return owners(issue.data) if issue else Owners(None, None)


async def after(tx: AsyncConnection, wanted: FeedPart, sight: Sight) -> list[FeedItem]:
    """At most as many items as wanted that the reader may see, in order."""
    beyond = feed.c.position > wanted.after
    rows = select(feed).where(beyond).order_by(feed.c.position).limit(wanted.limit)
    if wanted.types:
        rows = rows.where(feed.c.type.in_(wanted.types))
    if wanted.since is not None:
        rows = rows.where(feed.c.occurred_at >= wanted.since)
    if sight.body is not None:
        rows = rows.where(feed.c.body == sight.body)
    if sight.division is not None:
        rows = rows.where(feed.c.division == sight.division)
    return [FeedItem(row.position, as_fact(row)) for row in await tx.execute(rows)]


async def head(tx: AsyncConnection) -> int:
    """The last position; 0 while the feed is empty."""
    last = select(func.greatest(func.max(feed.c.position), _FLOOR, 0))
    return int(await tx.scalar(last) or 0)


async def begin_after(tx: AsyncConnection, position: int) -> None:
    """Give no position up to this one again."""
    await tx.execute(insert(feed_floor).values(position=position).on_conflict_do_nothing())


async def issue_of(tx: AsyncConnection, label: str) -> LabelFact | None:
    """The issue of a label, if the feed has it."""
    mine = (feed.c.label == label) & (feed.c.type == LabelIssued.TYPE)
    row = (await tx.execute(select(feed).where(mine).limit(1))).one_or_none()
    return as_fact(row) if row else None


async def issue_at(tx: AsyncConnection, log_index: int) -> LabelFact | None:
    """The issue that this leaf of the log vouches for, if the feed has it."""
    mine = (feed.c.log_index == log_index) & (feed.c.type == LabelIssued.TYPE)
    row = (await tx.execute(select(feed).where(mine).limit(1))).one_or_none()
    return as_fact(row) if row else None


def as_fact(row: Row[tuple[object, ...]]) -> LabelFact:
    """The fact in a row that holds the columns of `feed`."""
    return LabelFact(
        id=row._mapping[feed.c.id],
        type=row._mapping[feed.c.type],
        label=row._mapping[feed.c.label],
        log_index=row._mapping[feed.c.log_index],
        occurred_at=row._mapping[feed.c.occurred_at],
        data=row._mapping[feed.c.data],
    )
