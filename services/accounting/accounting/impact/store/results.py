"""The moves that studies found; added once, by the batch."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

import asyncpg
from pydantic import TypeAdapter
from sqlalchemy import Row, Select, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.impact.domain.moves import Crossing, Move, MoveOutcome, MoveReason
from accounting.impact.domain.study import Affected, Moved, StudyTally
from accounting.impact.store.studies import Sight
from accounting.impact.store.tables import impact_result
from accounting.products.store.tables import product
from accounting.values.domain.text import Text
from chassis.pages import decode
from chassis.text import KEPT

_CROSSED = TypeAdapter(tuple[Crossing, ...])
_REASON = TypeAdapter(MoveReason | None)
_COLUMNS = tuple(column.name for column in impact_result.c)
_of = impact_result.c
_LARGEST_POWER = 1000
"""Of ten; a PostgreSQL numeric ends far beyond it."""


@dataclass(frozen=True)
class Named:
    """A result with what the product is called."""

    of: Moved
    model: str
    name: Text

    @property
    def position(self) -> tuple[str, str]:
        """Where the next page of a list begins."""
        return str(self.of.size), str(self.of.of.calculation)


@dataclass(frozen=True)
class WantedMoves:
    """Which results to look at."""

    outcome: MoveOutcome | None = None
    category: str | None = None
    enterprise: str | None = None
    crossed: bool | None = None


async def add(tx: AsyncConnection, study: UUID, found: Iterable[Moved]) -> None:
    """By COPY, in this transaction."""
    driver: asyncpg.Connection | None = (await tx.get_raw_connection()).driver_connection
    if driver is None:
        raise ConnectionError("the connection was closed")
    records = [_record(study, moved) for moved in found]
    await driver.copy_records_to_table("impact_result", records=records, columns=_COLUMNS)


async def tallies(tx: AsyncConnection, study: UUID, sight: Sight) -> dict[str, StudyTally]:
    """Counts by category of what may be seen."""
    crossed = func.count().filter(func.jsonb_array_length(_of.crossed) > 0)
    statement = select(_of.category, _of.outcome, func.count().label("n"), crossed.label("over"))
    statement = statement.where(_of.study == study).group_by(_of.category, _of.outcome)
    if (mine := sight.condition) is not None:
        statement = statement.where(mine)
    rows = (await tx.execute(statement.order_by(_of.category, _of.outcome))).all()
    return {
        category: StudyTally(
            {MoveOutcome(row.outcome): row.n for row in rows if row.category == category},
            sum(row.over for row in rows if row.category == category),
        )
        for category in dict.fromkeys(row.category for row in rows)
    }


async def page(
    tx: AsyncConnection,
    study: UUID,
    sight: Sight,
    wanted: WantedMoves,
    *,
    limit: int | None,
    cursor: str | None,
) -> list[Named]:
    """The largest moves first; one more than asked shows the end."""
    statement = _named().where(_of.study == study)
    for column, value in (
        (_of.outcome, wanted.outcome and wanted.outcome.value),
        (_of.category, wanted.category),
        (_of.enterprise, wanted.enterprise),
    ):
        if value is not None:
            statement = statement.where(column == value)
    if wanted.crossed is not None:
        statement = statement.where((func.jsonb_array_length(_of.crossed) > 0) == wanted.crossed)
    if (mine := sight.condition) is not None:
        statement = statement.where(mine)
    if (position := decode(cursor, _size, UUID)) is not None:
        statement = statement.where(tuple_(_of.size, _of.calculation) < position)
    statement = statement.order_by(_of.size.desc(), _of.calculation.desc())
    if limit is not None:
        statement = statement.limit(limit + 1)
    return [_read(row) for row in await tx.execute(statement)]


def _size(text: str) -> Decimal:
    size = Decimal(text)
    if not size.is_finite() or abs(size.adjusted()) > _LARGEST_POWER:
        raise ValueError(f"{text!r} is no size of a move")
    return size


def _named() -> Select[tuple[object, ...]]:
    name = product.c.document["name"]
    joined = product.c.id == _of.product
    return select(impact_result, product.c.model, name.label("name")).join(product, joined)


def _record(study: UUID, moved: Moved) -> tuple[object, ...]:
    of, move = moved.of, moved.move
    return (
        study,
        of.calculation,
        of.enterprise,
        of.product,
        of.category,
        move.outcome.value,
        moved.size,
        move.old,
        move.unit,
        move.new,
        move.new_unit,
        move.change,
        move.percent,
        _CROSSED.dump_json(move.crossed).decode(),
        move.reason and _REASON.dump_json(move.reason).decode(),
    )


def _read(row: Row[tuple[object, ...]]) -> Named:
    move = Move(
        outcome=MoveOutcome(row.outcome),
        old=row.old,
        unit=row.unit,
        new=row.new,
        new_unit=row.new_unit,
        change=row.change,
        percent=row.percent,
        crossed=_CROSSED.validate_python(row.crossed, context=KEPT),
        reason=_REASON.validate_python(row.reason, context=KEPT),
    )
    of = Affected(row.calculation, row.enterprise, row.product, row.category, {})
    return Named(Moved(of, move), row.model, Text(**row.name))
