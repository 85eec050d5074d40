"""Rows of uploads: those that wait for the rest of their dataset, and those that were refused."""

from collections.abc import Iterable, Sequence
from uuid import UUID

import asyncpg
from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.domain.text import Text
from accounting.domain.upload_activity import StagedRow
from accounting.domain.uploads import BadRow
from accounting.store.upload_tables import upload_row

_COLUMNS = ("upload", "line", "dataset", "cells", "zh", "en")
_PAGE = 5_000


async def stage(tx: AsyncConnection, of: UUID, rows: Iterable[StagedRow]) -> None:
    """Keep rows until their dataset is settled."""
    await _copy(tx, [(of, r.line, r.dataset, list(r.cells), *_reason(r.fault)) for r in rows])


async def refuse(tx: AsyncConnection, of: UUID, rows: Iterable[BadRow]) -> None:
    """Keep refused rows that were not staged."""
    await _copy(tx, [(of, r.line, "", list(r.cells), *_reason(r.reason)) for r in rows])


async def datasets(
    tx: AsyncConnection, of: UUID, *, after: str, limit: int
) -> list[tuple[str, int]]:
    """The next datasets in their order, and how many rows each has."""
    statement = (
        select(upload_row.c.dataset, func.count().label("rows"))
        .where(upload_row.c.upload == of, upload_row.c.dataset > after)
        .group_by(upload_row.c.dataset)
        .order_by(upload_row.c.dataset)
        .limit(limit)
    )
    return [(row.dataset, row.rows) for row in await tx.execute(statement)]


async def of_datasets(
    tx: AsyncConnection, of: UUID, *, after: str, to: str
) -> dict[str, list[StagedRow]]:
    """The rows of some datasets, in the order of the file."""
    due = (upload_row.c.dataset > after) & (upload_row.c.dataset <= to)
    statement = select(upload_row).where(upload_row.c.upload == of, due)
    found: dict[str, list[StagedRow]] = {}
    for row in await tx.execute(statement.order_by(upload_row.c.dataset, upload_row.c.line)):
        fault = Text(row.zh, row.en) if row.zh else None
        staged = StagedRow(row.line, row.dataset, tuple(row.cells), fault)
        found.setdefault(row.dataset, []).append(staged)
    return found


async def forget(tx: AsyncConnection, of: UUID, datasets: Sequence[str]) -> None:
    """Rows that were taken in are kept where they belong now."""
    mine = (upload_row.c.upload == of) & upload_row.c.dataset.in_(datasets)
    await tx.execute(delete(upload_row).where(mine))


async def forget_all(tx: AsyncConnection, of: UUID) -> None:
    """Rows of a file that cannot be taken as a whole."""
    await tx.execute(delete(upload_row).where(upload_row.c.upload == of))


async def blame(tx: AsyncConnection, of: UUID, rows: Iterable[BadRow]) -> None:
    """Write the reasons beside staged rows that stay."""
    reasons = [
        {"at": row.line, "in_zh": row.reason.zh, "in_en": row.reason.en}
        for row in rows
        if row.reason
    ]
    if reasons:
        mine = (upload_row.c.upload == of) & (upload_row.c.line == bindparam("at"))
        words: dict[str, object] = {"zh": bindparam("in_zh"), "en": bindparam("in_en")}
        await tx.execute(update(upload_row).where(mine).values(words), reasons)


async def refused(tx: AsyncConnection, of: UUID, *, after: int, limit: int = _PAGE) -> list[BadRow]:
    """Refused rows behind a line, in the order of the file."""
    statement = (
        select(upload_row)
        .where(upload_row.c.upload == of, upload_row.c.line > after)
        .order_by(upload_row.c.line)
        .limit(limit)
    )
    return [
        BadRow(row.line, tuple(row.cells), Text(row.zh, row.en) if row.zh else None)
        for row in await tx.execute(statement)
    ]


async def count(tx: AsyncConnection, of: UUID) -> int:
    statement = select(func.count()).select_from(upload_row).where(upload_row.c.upload == of)
    return int(await tx.scalar(statement) or 0)


def _reason(reason: Text | None) -> tuple[str | None, str | None]:
    return (reason.zh, reason.en) if reason else (None, None)


async def _copy(tx: AsyncConnection, records: list[tuple[object, ...]]) -> None:
    """By COPY, of which Core knows nothing, over the driver's connection in this transaction."""
    if not records:
        return
    driver: asyncpg.Connection | None = (await tx.get_raw_connection()).driver_connection
    if driver is None:
        raise ConnectionError("the connection was closed")
    await driver.copy_records_to_table(upload_row.name, records=records, columns=_COLUMNS)
