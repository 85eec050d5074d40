"""Lists of dated rows, newest first, one page at a time."""

from typing import TypeVar
from uuid import UUID

from sqlalchemy import Select, Table, tuple_

from chassis.pages import decode
from chassis.written import moment

T = TypeVar("T")


def newest(statement: Select[T], table: Table, limit: int, cursor: str | None) -> Select[T]:
    """Order by time, newest first, after the cursor; one row more than asked shows the end."""
    columns = (table.c.created_at, table.c.id)
    if (before := decode(cursor, moment, UUID)) is not None:
        statement = statement.where(tuple_(*columns) < before)
    return statement.order_by(*(column.desc() for column in columns)).limit(limit + 1)
