"""What a service holds of a kind, told in digests, so that another compares a million rows in few.

Both sides compute the same digests: a prefix of the key divides into 256, and only where these
differ does anybody ask on. What few there are below a prefix is told row by row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from pydantic import Field
from sqlalchemy import BigInteger, ColumnElement, Select, Text, cast, func, select, text
from sqlalchemy.dialects.postgresql import BIT
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis import resending
from chassis.auth import CurrentCaller
from chassis.database import Transaction
from chassis.forms import Request as Form
from chassis.forms import View
from chassis.routing import Router
from chassis.text import TextRule

FEW = 256
"""So many rows are told one by one."""
MOST_SUBJECTS = 200
_LONGEST_S = 25
_DIGITS = 2
_KEY_DIGITS = 32
_DIGEST_DIGITS = 15
Prefix = Annotated[
    str,
    Query(pattern=r"^([0-9a-f]{2}){0,16}$", description="First hexadecimal digits of the key."),
]
Subject = Annotated[str, TextRule(most=200)]


@dataclass(frozen=True)
class Holding:
    """What a service holds of a kind.

    `rows` selects `key` (a UUID), `state` (what must be the same elsewhere), `subject` (of the
    events that told it) and `at` (when it was last changed, at its source).
    """

    kind: str
    topic: str
    """Of the events by which others hear of it."""
    rows: Select[Any]


class Part(View):
    """The rows whose keys begin so."""

    prefix: str
    """How the keys begin, in hexadecimal digits."""
    count: int
    """How many rows there are."""
    digest: str
    """Sum of the hashes of key and state."""


class Held(View):
    """A row."""

    key: UUID
    """What the row is found by."""
    state: str
    subject: str
    """What its events are about."""
    at: datetime


class Holdings(View):
    """What there is below a prefix: by parts, and row by row where it is little."""

    prefix: str
    """How the keys begin, in hexadecimal digits."""
    count: int
    """How many rows there are."""
    parts: list[Part]
    """By the next two digits; those without rows are absent."""
    rows: list[Held]
    """Every row, unless there are more than 256."""


class SubjectsAsked(Form):
    """What somebody missed."""

    subjects: list[Subject] = Field(min_length=1, max_length=MOST_SUBJECTS)
    """What the events are about."""


class SentAgain(View):
    """How many events wait to be sent once more."""

    events: int
    """How many."""


async def below(tx: AsyncConnection, holding: Holding, prefix: str) -> Holdings:
    """What is held below a prefix. A pass over a million rows may take longer than public reads."""
    await tx.execute(text(f"set local statement_timeout = '{_LONGEST_S}s'"))
    rows = holding.rows.subquery()
    first, last = (UUID(prefix.ljust(_KEY_DIGITS, digit)) for digit in "0f")
    here = select(rows).where(rows.c.key.between(first, last)).subquery()
    digits = func.replace(cast(here.c.key, Text), "-", "")
    begins = func.left(digits, len(prefix) + _DIGITS).label("prefix")
    digest = cast(func.sum(_hash(digits, here.c.state)), Text).label("digest")
    parts = select(begins, func.count().label("count"), digest).group_by(begins).order_by(begins)
    found = [Part(**row) for row in (await tx.execute(parts)).mappings()]
    count = sum(part.count for part in found)
    few: list[Held] = []
    if count <= FEW:
        each = await tx.execute(select(here).order_by(here.c.key))
        few = [Held.model_validate(dict(row)) for row in each.mappings()]
    return Holdings(prefix=prefix, count=count, parts=found, rows=few)


def _hash(digits: ColumnElement[Any], state: ColumnElement[Any]) -> ColumnElement[Any]:
    """Sixty bits: sums of them differ unless rows do, as no one chooses keys to that end."""
    hashed = func.left(func.md5(func.concat(digits, " ", state)), _DIGEST_DIGITS)
    return cast(cast(func.concat("x", hashed), BIT(4 * _DIGEST_DIGITS)), BigInteger)


def router_of(holdings: Sequence[Holding]) -> Router:
    """The routes by which others compare with what is held here."""
    router = Router(tags=["reconciliation"])
    for holding in holdings:
        _add_routes(router, holding)
    return router


def _add_routes(router: Router, holding: Holding) -> None:
    of_kind = f"Of{holding.kind.title().replace('-', '')}"

    @router.get(f"/v1/holdings/{holding.kind}", operation_id=f"tellHoldings{of_kind}")
    async def tell_holdings(tx: Transaction, prefix: Prefix = "") -> Holdings:
        """What is held below a prefix of the keys, in digests, for another service of ours."""
        return await below(tx, holding, prefix)

    @router.post(f"/v1/holdings/{holding.kind}/resending", operation_id=f"sendAgain{of_kind}")
    async def send_again(body: SubjectsAsked, tx: Transaction, caller: CurrentCaller) -> SentAgain:
        """Say again what happened to these subjects; whoever heard it does nothing."""
        count = await resending.resend_of(tx, caller.client, holding.topic, body.subjects)
        return SentAgain(events=count)
