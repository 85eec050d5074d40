"""What a job cannot do is set aside with its reason, so that the next item goes on.

An item that fails is tried again after pauses that double; after eight attempts it stays aside
until an operator has looked, mended the cause and had it tried again.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from traceback import extract_tb
from typing import Any
from weakref import WeakKeyDictionary

import structlog
from sqlalchemy import (
    Column,
    ColumnElement,
    DateTime,
    Integer,
    RowMapping,
    Select,
    Table,
    Text,
    and_,
    cast,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import clock
from chassis.consumer import PAUSES
from chassis.database import Database
from chassis.outbox import metadata
from chassis.telemetry import ITEM_FAILURES, SET_ASIDE
from chassis.wake import WORK

set_aside = Table(
    "set_aside",
    metadata,
    Column("job", Text, primary_key=True),
    Column("item", Text, primary_key=True),
    Column("failed_at", DateTime(timezone=True), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_attempt_at", DateTime(timezone=True)),
    Column("error", Text, nullable=False),
    info=WORK,
)
"""Items that failed. A row without `next_attempt_at` waits for an operator."""
_FRAMES = 5
_failing: WeakKeyDictionary[Database, set[tuple[str, str]]] = WeakKeyDictionary()
"""What failed in this process and has not succeeded since: its rows are deleted then."""
log = structlog.get_logger()


class Attempt:
    """The item that a job is at; until it names one, a failure is the job's own."""

    def __init__(self) -> None:
        self.item: str | None = None

    def at(self, item: object) -> None:
        self.item = str(item)


@asynccontextmanager
async def attempt(database: Database, job: str) -> AsyncIterator[Attempt]:
    """Work on one item. If it fails, the block ends there, and the failure is noted for the item.

    What fails before an item is named, or cannot be noted, raises: it is not the item's fault.
    """
    current = Attempt()
    failing = _failing.setdefault(database, set())
    try:
        yield current
    except Exception as failure:
        if current.item is None:
            raise
        await _note(database, job, current.item, failure)
        failing.add((job, current.item))
        return
    if (job, str(current.item)) in failing:
        async with database.transaction() as tx:
            await tx.execute(delete(set_aside).where(_this(job, str(current.item))))
        failing.discard((job, str(current.item)))


def free(job: str, item: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether the item in a column may be worked on now; for the query that picks one."""
    waits = or_(set_aside.c.next_attempt_at.is_(None), set_aside.c.next_attempt_at > clock.now())
    this = and_(set_aside.c.job == job, set_aside.c.item == cast(item, Text))
    return ~select(set_aside.c.item).where(this, waits).exists()


def next_attempt(job: str) -> Select[tuple[Any]]:
    """When an item of the job is to be tried again."""
    return select(func.min(set_aside.c.next_attempt_at)).where(set_aside.c.job == job)


async def shown(tx: AsyncConnection) -> list[RowMapping]:
    """Everything that failed and has not succeeded since, what waits for an operator first."""
    rows = select(set_aside).order_by(set_aside.c.next_attempt_at.nulls_first(), set_aside.c.item)
    return list((await tx.execute(rows)).mappings())


async def replay(tx: AsyncConnection, item: str | None) -> int:
    """Have an item tried again now, or all that wait for an operator; how many there were."""
    which = set_aside.c.next_attempt_at.is_(None) if item is None else set_aside.c.item == item
    again = {"attempts": 0, "next_attempt_at": clock.now()}
    return (await tx.execute(update(set_aside).where(which).values(again))).rowcount


async def count(database: Database) -> bool:
    """Bring the metric up to date. Always False: nothing is left over."""
    waiting = set_aside.c.next_attempt_at.is_not(None)
    counts = select(set_aside.c.job, waiting.label("waiting"), func.count().label("items"))
    async with database.transaction() as tx:
        rows = (await tx.execute(counts.group_by(set_aside.c.job, waiting))).all()
    SET_ASIDE.clear()
    for row in rows:
        SET_ASIDE.labels(row.job, "waiting" if row.waiting else "aside").set(row.items)
    return False


def reason(failure: Exception) -> str:
    """What failed and where. Not with what: messages of exceptions quote secrets."""
    frames = extract_tb(failure.__traceback__)[-_FRAMES:]
    places = " > ".join(f"{Path(each.filename).name}:{each.lineno} {each.name}" for each in frames)
    return f"{type(failure).__name__}: {places}"


async def _note(database: Database, job: str, item: str, failure: Exception) -> None:
    error = reason(failure)
    log.error("item failed", job=job, item=item, error=error)
    ITEM_FAILURES.labels(job).inc()
    facts = {"failed_at": clock.now(), "error": error}
    row = {"job": job, "item": item, "attempts": 1, **facts}
    again = {"attempts": set_aside.c.attempts + 1, **facts}
    key = [set_aside.c.job, set_aside.c.item]
    noted = insert(set_aside).values(row).on_conflict_do_update(index_elements=key, set_=again)
    async with database.transaction() as tx:
        attempts = int(await tx.scalar(noted.returning(set_aside.c.attempts)) or 1)
        due = PAUSES.next_attempt(attempts, clock.now())
        await tx.execute(update(set_aside).where(_this(job, item)).values(next_attempt_at=due))


def _this(job: str, item: str) -> ColumnElement[bool]:
    return and_(set_aside.c.job == job, set_aside.c.item == item)
