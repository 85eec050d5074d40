"""Lists as statements: narrowed by what was asked for, in one order, one page at a time."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Column, ColumnElement, DateTime, Select, Table, func, or_, tuple_, union

from chassis import clock
from chassis.asking import AskedByTime
from chassis.pages import decode
from chassis.written import moment

T = TypeVar("T")


def changed() -> Column[datetime]:
    """When a row was written last; a server of the release before leaves that to the database."""
    return Column(
        "updated_at",
        DateTime(timezone=True),
        nullable=False,
        default=clock.now,
        onupdate=clock.now,
        server_default=func.now(),
    )


def newest(
    statement: Select[T],
    table: Table,
    asked: AskedByTime,
    *changed: ColumnElement[Any],
    dated: str = "created_at",
) -> Select[T]:
    """Rows by the column `dated`, the newest first, after the cursor; one more shows the end.

    `changed` are further moments of a row, of tables that the statement joins. Each has an index.
    """
    at = table.c[dated]
    statement = statement.where(*_between(at, asked))
    if asked.updated_since:
        statement = _since(statement, table, asked.updated_since, at, *changed)
    if (before := decode(asked.cursor, moment, UUID)) is not None:
        statement = statement.where(tuple_(at, table.c.id) < before)
    return statement.order_by(at.desc(), table.c.id.desc()).limit(asked.limit + 1)


def _between(at: ColumnElement[Any], asked: AskedByTime) -> Iterator[ColumnElement[bool]]:
    """Conditions that something happened within the bounds."""
    if asked.since:
        yield at >= asked.since
    if asked.until:
        yield at < asked.until


def happened(at: ColumnElement[Any], asked: AskedByTime) -> list[ColumnElement[bool]]:
    """Conditions on the moment of what never changes."""
    return [*_between(at, asked), *([at >= asked.updated_since] if asked.updated_since else [])]


def _since(
    statement: Select[T], table: Table, since: datetime, *moments: ColumnElement[Any]
) -> Select[T]:
    """One question for each moment and not one with `or`, which no index could answer."""
    ids = [statement.with_only_columns(table.c.id).where(at >= since) for at in moments]
    return statement.where(table.c.id.in_(union(*ids) if ids[1:] else ids[0]))


def fitting(*pairs: tuple[ColumnElement[Any], object]) -> list[ColumnElement[bool]]:
    """Conditions on columns for which something is asked."""
    return [column == wanted for column, wanted in pairs if wanted is not None]


def mentioning(words: str | None, *columns: ColumnElement[str]) -> list[ColumnElement[bool]]:
    """The condition that one of the columns has these words in it, in either case."""
    wanted = (words or "").strip()
    if not wanted:
        return []
    return [or_(*(column.icontains(wanted, autoescape=True) for column in columns))]
