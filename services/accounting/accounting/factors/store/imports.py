"""Imports of factors, their rows, and what persons decided about quarantined ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Row, Select, and_, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.custody.store.secrets import Content
from accounting.factors.domain.factors import Quarantine
from accounting.factors.domain.reviews import FactorImport, ImportRow, Review, ReviewDecision
from accounting.factors.domain.rows import Draft, Judged, RowOutcome
from accounting.factors.domain.search import ImportsAsked, WaitingAsked
from accounting.factors.store.tables import (
    IMPORT_ROWS,
    factor_import,
    factor_import_row,
    factor_review,
)
from chassis.listing import fitting, mentioning, newest
from chassis.pages import decode
from chassis.text import KEPT
from chassis.written import small

DRAFT = TypeAdapter(Draft)
_row_of = factor_import_row.c
_review_of = factor_review.c


@dataclass(frozen=True)
class Waiting:
    """A quarantined row that nobody has decided on, with whose it is."""

    of: FactorImport
    row: ImportRow

    @property
    def position(self) -> tuple[str, str]:
        """Where the next page of the queue begins."""
        return str(self.of.id), str(self.row.line)


async def add(tx: AsyncConnection, made: FactorImport, rows: list[Judged]) -> bool:
    """False when the owner imported the very same file before."""
    head = {
        "id": made.id,
        "owner": made.owner,
        "sha256": made.sha256,
        "created_at": made.at,
        "submitted_by": made.submitted_by,
        "format": made.format,
        "columns": list(made.columns),
        **{outcome.value: made.counts[outcome] for outcome in RowOutcome},
    }
    claim = (
        insert(factor_import).values(head).on_conflict_do_nothing(constraint="factor_import_once")
    )
    if not (await tx.execute(claim)).rowcount:
        return False
    if rows:
        written = [_written(made.id, row) for row in rows]
        secrets = [await IMPORT_ROWS.conceal(tx, row, made.owner) for row in written]
        await tx.execute(insert(factor_import_row), secrets)
    return True


async def find(tx: AsyncConnection, id: UUID, *, of: str) -> FactorImport | None:
    return await _one(tx, (factor_import.c.id == id) & (factor_import.c.owner == of))


async def find_content(tx: AsyncConnection, sha256: str, *, of: str) -> FactorImport | None:
    """The import of the same file by the same organisation."""
    return await _one(tx, (factor_import.c.sha256 == sha256) & (factor_import.c.owner == of))


async def page(tx: AsyncConnection, asked: ImportsAsked, *, of: str) -> list[FactorImport]:
    """The organisation's imports, newest first."""
    statement = select(factor_import).where(
        factor_import.c.owner == of, *fitting((factor_import.c.format, asked.format))
    )
    rows = await tx.execute(newest(statement, factor_import, asked))
    return [_import(row) for row in rows]


async def rows(
    tx: AsyncConnection,
    id: UUID,
    *,
    outcomes: tuple[RowOutcome, ...],
    limit: int | None = None,
    cursor: str | None = None,
) -> list[ImportRow]:
    """Rows of an import in the order of the file, with the reviews of quarantined ones."""
    statement = _rows().where(_row_of["import"] == id, _row_of.outcome.in_(outcomes))
    if (position := decode(cursor, small)) is not None:
        statement = statement.where(_row_of.line > position[0])
    statement = statement.order_by(_row_of.line)
    if limit is not None:
        statement = statement.limit(limit + 1)
    return await _read(tx, (await tx.execute(statement)).all())


async def waiting(tx: AsyncConnection, asked: WaitingAsked) -> list[Waiting]:
    """Quarantined rows of everyone that wait for a person, by import and line."""
    key = (_row_of["import"], _row_of.line)
    statement = _rows().where(
        _row_of.outcome == RowOutcome.QUARANTINED.value,
        _review_of.decision.is_(None),
        *mentioning(asked.q, _row_of.factor),
    )
    of = list(fitting((factor_import.c.owner, asked.owner)))
    if asked.updated_since:
        of.append(factor_import.c.created_at >= asked.updated_since)
    if of:
        statement = statement.where(_row_of["import"].in_(select(factor_import.c.id).where(*of)))
    if (position := decode(asked.cursor, UUID, small)) is not None:
        statement = statement.where(tuple_(*key) > position)
    found = (await tx.execute(statement.order_by(*key).limit(asked.limit + 1))).all()
    ids = {row._mapping["import"] for row in found}
    heads = await tx.execute(select(factor_import).where(factor_import.c.id.in_(ids)))
    imports = {head.id: _import(head) for head in heads}
    opened = await _read(tx, found)
    return [
        Waiting(imports[row._mapping["import"]], read)
        for row, read in zip(found, opened, strict=True)
    ]


async def find_quarantined(tx: AsyncConnection, id: UUID, line: int) -> Waiting | None:
    """A quarantined row with its review, if it has one."""
    here = (_row_of["import"] == id) & (_row_of.line == line)
    statement = _rows().where(here, _row_of.outcome == RowOutcome.QUARANTINED.value)
    rows = await _read(tx, (await tx.execute(statement)).all())
    head = await _one(tx, factor_import.c.id == id)
    return Waiting(head, rows[0]) if rows and head is not None else None


async def is_outdated(tx: AsyncConnection, found: Waiting) -> bool:
    """The owner imported a sound row for the same factor after this one."""
    here = factor_import_row.join(factor_import, factor_import.c.id == _row_of["import"])
    later = (
        select(_row_of.line)
        .select_from(here)
        .where(
            factor_import.c.owner == found.of.owner,
            factor_import.c.created_at > found.of.at,
            _row_of.factor == found.row.factor,
            _row_of.outcome == RowOutcome.ACCEPTED.value,
        )
    )
    return (await tx.execute(later.limit(1))).first() is not None


async def add_review(tx: AsyncConnection, id: UUID, line: int, review: Review) -> bool:
    """False when the row has been decided on already; a race is decided by the primary key."""
    row = {
        "import": id,
        "line": line,
        "decision": review.decision.value,
        "reason": review.reason,
        "decided_at": review.at,
        "org": review.org,
        "client": review.client,
        "person": review.person,
    }
    added = await tx.execute(insert(factor_review).values(row).on_conflict_do_nothing())
    return added.rowcount > 0


async def _one(tx: AsyncConnection, condition: ColumnElement[bool]) -> FactorImport | None:
    row = (await tx.execute(select(factor_import).where(condition))).one_or_none()
    return None if row is None else _import(row)


def _rows() -> Select[tuple[object, ...]]:
    reviewed = and_(_review_of["import"] == _row_of["import"], _review_of.line == _row_of.line)
    about = (c for c in factor_review.c if c.name not in ("import", "line"))
    made = factor_import_row.join(factor_import, factor_import.c.id == _row_of["import"])
    columns = (factor_import.c.owner, *about)
    return select(factor_import_row, *columns).select_from(made.outerjoin(factor_review, reviewed))


def _written(id: UUID, row: Judged) -> dict[str, object]:
    keeps = row.outcome is RowOutcome.QUARANTINED and row.draft is not None
    return {
        "import": id,
        "line": row.line,
        "outcome": row.outcome.value,
        "factor": row.factor,
        "cells": list(row.cells),
        "reason_zh": row.reason and row.reason.zh,
        "reason_en": row.reason and row.reason.en,
        "dataset": DRAFT.dump_python(cast(Draft, row.draft), mode="json") if keeps else None,
    }


def _import(row: Row[tuple[object, ...]]) -> FactorImport:
    return FactorImport(
        id=row.id,
        owner=row.owner,
        sha256=row.sha256,
        at=row.created_at,
        submitted_by=row.submitted_by,
        format=row.format,
        columns=tuple(row.columns),
        counts={outcome: row._mapping[outcome.value] for outcome in RowOutcome},
    )


async def _read(tx: AsyncConnection, rows: Sequence[Row[tuple[object, ...]]]) -> list[ImportRow]:
    contents = await IMPORT_ROWS.reveal(tx, rows)
    return [_row(row, content) for row, content in zip(rows, contents, strict=True)]


def _row(row: Row[tuple[object, ...]], content: Content) -> ImportRow:
    zh, en, dataset = (content[name] for name in ("reason_zh", "reason_en", "dataset"))
    review = None
    if row.decision is not None:
        decision, at = ReviewDecision(row.decision), cast(datetime, row.decided_at)
        review = Review(decision, row.reason, at, row.org, row.client, row.person)
    return ImportRow(
        line=row.line,
        factor=row.factor,
        outcome=RowOutcome(row.outcome),
        cells=tuple(cast(Sequence[str], content["cells"])),
        reason=Quarantine(str(zh), str(en)) if zh else None,
        draft=None if dataset is None else DRAFT.validate_python(dataset, context=KEPT),
        review=review,
    )
