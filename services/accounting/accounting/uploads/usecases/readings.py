"""Readings of an uploaded file: each block read and checked while the last one is stored."""

from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime
from typing import IO

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.meters.domain.reading_meters import Meters
from accounting.meters.usecases import meters
from accounting.meters.usecases.meters import Intake, ReadingPiece, Receipt
from accounting.uploads.domain.readings import ReadingBlock, readings
from accounting.uploads.domain.uploads import (
    RowTally,
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
from chassis import clock
from chassis.database import Database

TURN_BLOCKS = 25
"""After so many blocks another upload that waits gets its turn."""
Columns = tuple[str, ...]


@dataclass(frozen=True)
class Checked:
    """A block with what its lines are worth."""

    block: ReadingBlock
    piece: ReadingPiece


async def take(database: Database, upload: Upload, reader: Reader, max_rows: int) -> None:
    """Take in what follows the checkpoint, until the end or until others want their turn."""
    async with database.transaction() as tx:
        known = await meters.meters_of(tx, upload.enterprise)
    async with aclosing(reader.blocks(read, upload.line, known, clock.now())) as pieces:
        columns = await anext(pieces)
        assert isinstance(columns, tuple)  # noqa: S101  `read` yields them first.
        begun = replace(upload, columns=columns)
        read_whole = await _take_blocks(database, begun, pieces, max_rows)
    if read_whole:
        await _finish(database, read_whole)


def read(
    file: IO[bytes], kind: UploadKind, size: int, after: int, known: Meters, now: datetime
) -> Iterator[Columns | Checked]:
    """The columns of a file, then what follows a line of it, checked."""
    found = readings(file, kind, size, after=after)
    yield found.columns
    for block in found.blocks:
        yield Checked(block, meters.check(block.first_line, block.text, known, now=now))


async def _take_blocks(
    database: Database, upload: Upload, pieces: AsyncGenerator[Columns | Checked], max_rows: int
) -> Upload | None:
    """The upload behind its last block; None when another worker has it, or another its turn.

    Raises `UploadEmpty`, `UploadTooLong`.
    """
    all_new, blocks = True, 0
    async for checked in pieces:
        assert isinstance(checked, Checked)  # noqa: S101  The columns came first.
        if checked.block.last_line > max_rows:
            raise UploadTooLong(limit=max_rows)
        blocks += 1
        async with database.transaction() as tx:
            if not await store.hold(tx, upload):
                return None
            await store.without_waiting(tx)
            intake = Intake(tx, all_new)
            upload = await _keep(tx, upload, checked, intake)
            all_new = intake.all_new
            if blocks >= TURN_BLOCKS and await store.others_wait(tx, upload.id):
                return None
    if not upload.tally.read:
        raise UploadEmpty
    return upload


async def _keep(tx: AsyncConnection, upload: Upload, checked: Checked, intake: Intake) -> Upload:
    """Store a block, and how far the upload is with it."""
    block, receipt = checked.block, Receipt(shown=None)
    await meters.keep(intake, checked.piece, receipt)
    bad = sorted([*block.broken, *map(block.bad, receipt.faults)], key=lambda row: row.line)
    await upload_rows.refuse(tx, upload, bad)
    read = receipt.taken + receipt.known + len(bad)
    tally = upload.tally.plus(RowTally(read, receipt.taken, len(bad), receipt.known))
    return await store.move(
        tx,
        upload.id,
        **vars(tally),
        line=block.last_line,
        percent=block.percent,
        columns=list(upload.columns),
        attempts=0,
    )


async def _finish(database: Database, upload: Upload) -> None:
    async with database.transaction() as tx:
        if await store.hold(tx, upload):
            await store.move(tx, upload.id, columns=list(upload.columns))
            await endings.end(tx, upload, UploadState.DONE)
