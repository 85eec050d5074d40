"""Rows of uploads: those that wait for the rest of their dataset, and those that were refused."""

from collections.abc import Iterable, Sequence
from typing import cast
from uuid import UUID

import asyncpg
from sqlalchemy import Row, Select, bindparam, delete, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.custody.store.secrets import Content
from accounting.uploads.domain.activity import StagedRow
from accounting.uploads.domain.uploads import BadRow, Upload
from accounting.uploads.store.tables import UPLOADED, upload_row
from accounting.values.domain.text import Text

_COLUMNS = ("upload", "line", "dataset", "secret")
_PAGE = 5_000


async def stage(tx: AsyncConnection, of: Upload, rows: Iterable[StagedRow]) -> None:
    """Keep rows until their dataset is settled."""
    await _copy(tx, of, [(row.dataset, BadRow(row.line, row.cells, row.fault)) for row in rows])


async def refuse(tx: AsyncConnection, of: Upload, rows: Iterable[BadRow]) -> None:
    """Keep refused rows that were not staged."""
    await _copy(tx, of, [("", row) for row in rows])


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
    tx: AsyncConnection, of: Upload, *, after: str, to: str
) -> dict[str, list[StagedRow]]:
    """The rows of some datasets, in the order of the file."""
    due = (upload_row.c.dataset > after) & (upload_row.c.dataset <= to)
    statement = _rows(of).where(due).order_by(upload_row.c.dataset, upload_row.c.line)
    found: dict[str, list[StagedRow]] = {}
    rows = (await tx.execute(statement)).all()
    for row, told in zip(rows, await _told(tx, rows), strict=True):
        staged = StagedRow(told.line, row.dataset, told.cells, told.reason)
        found.setdefault(row.dataset, []).append(staged)
    return found


async def forget(tx: AsyncConnection, of: UUID, datasets: Sequence[str]) -> None:
    """Rows that were taken in are kept where they belong now."""
    mine = (upload_row.c.upload == of) & upload_row.c.dataset.in_(datasets)
    await tx.execute(delete(upload_row).where(mine))


async def forget_all(tx: AsyncConnection, of: UUID) -> None:
    """Rows of a file that cannot be taken as a whole."""
    await tx.execute(delete(upload_row).where(upload_row.c.upload == of))


async def blame(tx: AsyncConnection, of: Upload, rows: Iterable[BadRow]) -> None:
    """Write the reasons beside staged rows that stay."""
    blamed = [row for row in rows if row.reason]
    if blamed:
        secrets = [
            {"at": row.line, "with": secret}
            for row, secret in zip(blamed, await _secrets(tx, of, blamed), strict=True)
        ]
        mine = (upload_row.c.upload == of.id) & (upload_row.c.line == bindparam("at"))
        changed = update(upload_row).where(mine).values(secret=bindparam("with"))
        await tx.execute(changed, secrets)


async def refused(
    tx: AsyncConnection, of: Upload, *, after: int, limit: int = _PAGE
) -> list[BadRow]:
    """Refused rows behind a line, in the order of the file."""
    statement = _rows(of).where(upload_row.c.line > after).order_by(upload_row.c.line).limit(limit)
    return await _told(tx, (await tx.execute(statement)).all())


async def count(tx: AsyncConnection, of: UUID) -> int:
    statement = select(func.count()).select_from(upload_row).where(upload_row.c.upload == of)
    return int(await tx.scalar(statement) or 0)


def _rows(of: Upload) -> Select[tuple[object, ...]]:
    owner = literal(of.enterprise).label("owner")
    return select(upload_row, owner).where(upload_row.c.upload == of.id)


async def _told(tx: AsyncConnection, rows: Sequence[Row[tuple[object, ...]]]) -> list[BadRow]:
    contents = await UPLOADED.reveal(tx, rows)
    return [_bad_row(row.line, content) for row, content in zip(rows, contents, strict=True)]


def _bad_row(line: int, content: Content) -> BadRow:
    cells, zh, en = cast(Sequence[str], content["cells"]), content["zh"], content["en"]
    return BadRow(line, tuple(cells), Text(str(zh), str(en)) if zh else None)


async def _secrets(tx: AsyncConnection, of: Upload, rows: Sequence[BadRow]) -> list[object]:
    """What is kept of each row, encrypted."""
    plain = [
        {
            "upload": of.id,
            "line": row.line,
            "cells": list(row.cells),
            "zh": row.reason.zh if row.reason else None,
            "en": row.reason.en if row.reason else None,
        }
        for row in rows
    ]
    return [each["secret"] for each in await UPLOADED.conceal_all(tx, plain, of.enterprise)]


async def _copy(tx: AsyncConnection, of: Upload, rows: Sequence[tuple[str, BadRow]]) -> None:
    """By COPY, of which Core knows nothing, over the driver's connection in this transaction."""
    if not rows:
        return
    secrets = await _secrets(tx, of, [row for _, row in rows])
    records = [
        (of.id, row.line, dataset, secret)
        for (dataset, row), secret in zip(rows, secrets, strict=True)
    ]
    driver: asyncpg.Connection | None = (await tx.get_raw_connection()).driver_connection
    if driver is None:
        raise ConnectionError("the connection was closed")
    await driver.copy_records_to_table(upload_row.name, records=records, columns=_COLUMNS)
