"""Activity data of an uploaded file: rows are staged, then settled by system and period."""

from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import IO
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.custody.usecases import authorship
from accounting.inventory.usecases import activity, contexts, findings
from accounting.inventory.usecases.contexts import SystemContext
from accounting.model.domain.activity import ActivityData, Evidence
from accounting.uploads.domain import activity as rules
from accounting.uploads.domain.activity import ColumnLayout, StagedRow
from accounting.uploads.domain.blocks import RowBlock, table
from accounting.uploads.domain.readings import ADDED
from accounting.uploads.domain.uploads import (
    BadRow,
    RowTally,
    Target,
    Upload,
    UploadEmpty,
    UploadKind,
    UploadState,
    UploadTooLong,
)
from accounting.uploads.store import rows as upload_rows
from accounting.uploads.store import uploads as store
from accounting.uploads.usecases import endings
from accounting.uploads.usecases.reading import Reader
from accounting.values.domain.text import Text
from chassis.database import Database
from chassis.refusals import Refusal

_DATASETS_AT_ONCE = 200
_ROWS_AT_ONCE = 10_000
_TURN_BLOCKS = 25
Columns = tuple[str, ...]


@dataclass(frozen=True)
class Settled:
    """What became of the rows of one dataset; refused rows stay, the others are forgotten."""

    tally: RowTally
    refused: Sequence[BadRow] = ()


@dataclass
class Settling:
    """One transaction's way through an upload: dataset by dataset, so system by system."""

    upload: Upload
    layout: ColumnLayout
    context: SystemContext | None = None
    past: Sequence[ActivityData] = ()
    """What was reported of the system so far, newest first; read once for all its periods."""

    async def open(self, tx: AsyncConnection, system: UUID) -> SystemContext:
        if self.context is None or self.context.system.id != system:
            self.context = await contexts.open(tx, self.upload.enterprise, system)
            self.past = await findings.history(tx, system)
        return self.context

    def add(self, reported: ActivityData) -> None:
        self.past = (reported, *self.past)[: findings.HISTORY]


async def take(database: Database, upload: Upload, reader: Reader, max_rows: int) -> None:
    """Get on behind the checkpoint, until the end or until others want their turn."""
    async with aclosing(reader.blocks(read, upload.line)) as blocks:
        columns = await anext(blocks)
        assert isinstance(columns, tuple)  # noqa: S101  `read` yields them first.
        of = rules.layout(tuple(n for n in columns if n not in ADDED), upload.announced.target)
        upload = replace(upload, columns=tuple(n for n in columns if n not in ADDED))
        if not upload.staged:
            staged = await _stage(database, upload, _File(columns, blocks, of), max_rows)
            if staged is None:
                return
            upload = staged
    for _ in range(_TURN_BLOCKS):
        settled = await _settle(database, upload, of)
        if settled is None:
            return
        upload = settled


def read(file: IO[bytes], kind: UploadKind, size: int, after: int) -> Iterator[Columns | RowBlock]:
    """The columns of a table, then its rows behind a line."""
    rows = table(file, kind, size)
    yield rows.columns
    yield from rows.blocks(after=after)


@dataclass(frozen=True)
class _File:
    """A table that is being read."""

    columns: Columns
    blocks: AsyncGenerator[Columns | RowBlock]
    layout: ColumnLayout


async def _stage(database: Database, upload: Upload, of: _File, max_rows: int) -> Upload | None:
    """Read every row; None when another worker does."""
    async for block in of.blocks:
        assert isinstance(block, RowBlock)  # noqa: S101  The columns came first.
        if block.lines[-1].number > max_rows:
            raise UploadTooLong(limit=max_rows)
        async with database.transaction() as tx:
            if not await store.hold(tx, upload):
                return None
            upload = await _keep(tx, upload, block, of.columns, of.layout)
    if not upload.tally.read:
        raise UploadEmpty
    async with database.transaction() as tx:
        if not await store.hold(tx, upload):
            return None
        columns = list(of.layout.columns)
        return await store.move(tx, upload.id, staged=True, columns=columns, attempts=0)


async def _keep(
    tx: AsyncConnection, upload: Upload, block: RowBlock, columns: Sequence[str], of: ColumnLayout
) -> Upload:
    target = upload.announced.target
    filled = [line for line in block.lines if any(cell.strip() for cell in line.cells)]
    await upload_rows.stage(
        tx, upload, [rules.staged(line, columns, of, target) for line in filled]
    )
    return await store.move(
        tx,
        upload.id,
        read=upload.tally.read + len(filled),
        line=block.lines[-1].number,
        percent=block.percent // 2,
        columns=list(of.columns),
        attempts=0,
    )


async def _settle(database: Database, upload: Upload, of: ColumnLayout) -> Upload | None:
    """Take in or refuse the next datasets; None when there is nothing left to do here."""
    async with database.transaction() as tx:
        if not await store.hold(tx, upload):
            return None
        due = await _next_datasets(tx, upload)
        if not due:
            await endings.end(tx, upload, UploadState.DONE)
            return None
        found = await upload_rows.of_datasets(tx, upload, after=upload.dataset, to=due[-1])
        tally, taken, settling = upload.tally, [], Settling(upload, of)
        for dataset in due:
            settled = await _settled(tx, settling, dataset, found[dataset])
            await upload_rows.blame(tx, upload, settled.refused)
            tally = tally.plus(settled.tally)
            taken += [] if settled.refused else [dataset]
        await upload_rows.forget(tx, upload.id, taken)
        settled_rows = tally.accepted + tally.rejected + tally.known
        percent = 50 + settled_rows * 50 // max(tally.read, 1)
        return await store.move(
            tx, upload.id, **vars(tally), dataset=due[-1], percent=min(99, percent), attempts=0
        )


async def _next_datasets(tx: AsyncConnection, upload: Upload) -> list[str]:
    """As many as one transaction settles."""
    due: list[str] = []
    rows = 0
    for dataset, count in await upload_rows.datasets(
        tx, upload.id, after=upload.dataset, limit=_DATASETS_AT_ONCE
    ):
        if due and rows + count > _ROWS_AT_ONCE:
            break
        due.append(dataset)
        rows += count
    return due


async def _settled(
    tx: AsyncConnection, settling: Settling, dataset: str, rows: Sequence[StagedRow]
) -> Settled:
    """All rows of a system and period, or none."""
    target = rules.target_of(dataset)
    if isinstance(target, Text):
        return _refused(rules.refused_at(rows, target, all=True))
    if len(rows) > rules.MOST_ROWS:
        return _refused(rules.refused_at(rows, rules.TOO_MANY))
    try:
        async with tx.begin_nested():
            return await _reported(tx, settling, target, rows)
    except Refusal as refusal:
        return _refused(rules.refused_at(rows, rules.reason_of(refusal)))


async def _reported(
    tx: AsyncConnection, settling: Settling, target: Target, rows: Sequence[StagedRow]
) -> Settled:
    """Raises the refusals of `activity.report`."""
    org, file = settling.upload.enterprise, settling.upload.announced
    itself = Evidence(file.sha256, file.name)
    context = await settling.open(tx, target.system)
    examined = rules.examined(rows, settling.layout, context.system.content, itself)
    if any(row.fault for row in examined):
        return _refused(rules.refused(rows, examined))
    if not any(row.cells[rules.AMOUNT] for row in examined):
        return _refused(rules.refused_at(rows, rules.EMPTY))
    data = rules.reported(examined, target)
    if any(rules.says_nothing_new(data, each, itself) for each in settling.past):
        return Settled(RowTally(known=len(rows)))
    recorded = await activity.report(tx, context, data, settling.past)
    await authorship.note_sender(tx, org, settling.upload.by, recorded.id)
    settling.add(data)
    return Settled(RowTally(accepted=len(rows)))


def _refused(rows: Sequence[BadRow]) -> Settled:
    return Settled(RowTally(rejected=len(rows)), rows)
