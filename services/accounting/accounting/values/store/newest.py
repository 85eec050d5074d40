"""Lists of dated rows, newest first, one page at a time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from sqlalchemy import Select, Table, tuple_

from chassis.pages import CursorInvalid, decode

T = TypeVar("T")


@dataclass(frozen=True)
class Dated(Generic[T]):
    """A domain object with the moment it was recorded and its identifier."""

    id: UUID
    at: datetime
    content: T

    @property
    def position(self) -> tuple[str, str]:
        """Where the next page of a list begins."""
        return self.at.isoformat(), str(self.id)


@dataclass(frozen=True)
class Part(Dated[T]):
    """A dated object that belongs to another: a system to its product, activity to its system."""

    of: UUID


def newest(statement: Select[T], table: Table, limit: int, cursor: str | None) -> Select[T]:
    """Order by time, newest first, after the cursor; one row more than asked shows the end."""
    columns = (table.c.created_at, table.c.id)
    if (position := decode(cursor, 2)) is not None:
        try:
            before = datetime.fromisoformat(position[0]), UUID(position[1])
        except ValueError as failure:
            raise CursorInvalid from failure
        statement = statement.where(tuple_(*columns) < before)
    return statement.order_by(*(column.desc() for column in columns)).limit(limit + 1)
