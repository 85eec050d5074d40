"""Paged lists: a limit, and an opaque cursor that says where the next page begins."""

import base64
import json
import re
from collections.abc import Callable, Sequence
from typing import Annotated, Final, Generic, TypeVar, overload

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from chassis.refusals import Invalid
from chassis.text import Pasted, TextRule
from chassis.written import Moment, small

T = TypeVar("T")
First = TypeVar("First")
Second = TypeVar("Second")
Row = TypeVar("Row")
_LONGEST: Final = 2000
_ALPHABET = re.compile(r"[A-Za-z0-9_-]*")
Limit = Annotated[int, Query(ge=1, le=200, description="Items on a page, at most 200.")]
Cursor = Annotated[Pasted | None, Query(description="`next` of the page before; absent at first.")]
Words = Annotated[
    Annotated[str, TextRule(most=100, least=0)] | None,
    Query(description="Part of a name or number, in either case."),
]
Since = Annotated[Moment | None, Query(description="Dated at this moment or later (RFC 3339).")]
Until = Annotated[Moment | None, Query(description="Dated before this moment (RFC 3339).")]
UpdatedSince = Annotated[
    Moment | None,
    Query(description="Made or changed at this moment or later (RFC 3339), by time alone too."),
]


class CursorInvalid(Invalid):
    """The cursor is not one that this list gave out."""

    zh = "cursor 无效。请使用上一页返回的 next,或去掉 cursor 从头查询。"
    en = "The cursor is not valid; use `next` of the page before, or leave it out to start over."


class Page(BaseModel, Generic[T]):
    """One page; `next` is absent on the last."""

    model_config = ConfigDict(frozen=True)

    # Said here and not in docstrings: pydantic looks for those where a page is given its kind.
    items: list[T] = Field(description="What is on this page, in the order of the list.")
    next: str | None = Field(default=None, description="`cursor` of the next page, if any.")


def encode(position: Sequence[str]) -> str:
    """The sort key of a row as an opaque cursor."""
    return base64.urlsafe_b64encode(json.dumps(list(position)).encode()).decode().rstrip("=")


@overload
def decode(cursor: str | None, first: Callable[[str], First], /) -> tuple[First] | None: ...


@overload
def decode(
    cursor: str | None, first: Callable[[str], First], second: Callable[[str], Second], /
) -> tuple[First, Second] | None: ...


def decode(cursor: str | None, /, *parts: Callable[[str], object]) -> tuple[object, ...] | None:
    """The sort key that a cursor stands for; None without a cursor. Raises `CursorInvalid`.

    Each part is read by what raises `ValueError` for text that is none of its kind.
    """
    if cursor is None:
        return None
    try:
        return tuple(read(text) for read, text in zip(parts, _texts(cursor), strict=True))
    # A number too large for a decimal is an arithmetic error; nesting without end another one.
    except (ValueError, ArithmeticError, RecursionError) as failure:
        raise CursorInvalid from failure


def _texts(cursor: str) -> list[str]:
    if len(cursor) > _LONGEST or not _ALPHABET.fullmatch(cursor):
        raise CursorInvalid
    position = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    if not isinstance(position, list):
        raise CursorInvalid
    if not all(isinstance(part, str) and part.isprintable() for part in position):
        raise CursorInvalid
    return position


def page(
    rows: Sequence[Row], limit: int, view: Callable[[Row], T], key: Callable[[Row], Sequence[str]]
) -> Page[T]:
    """Make a page of `rows`, which were asked for with `limit + 1` so that the end shows."""
    more = len(rows) > limit
    shown = rows[:limit]
    next_cursor = encode(key(shown[-1])) if more and shown else None
    return Page[T](items=[view(row) for row in shown], next=next_cursor)


def part(items: Sequence[Row], limit: int, cursor: str | None, view: Callable[[Row], T]) -> Page[T]:
    """A page of what is here as a whole, in the order that it has."""
    begin = (decode(cursor, small) or (0,))[0]
    places = range(begin, min(begin + limit + 1, len(items)))
    return page(places, limit, lambda place: view(items[place]), lambda place: [str(place + 1)])
