"""Readings of an uploaded file: each block checked in a thread while the last one is stored."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from typing import IO

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.meters.domain.reading_meters import Meters
from accounting.meters.usecases import meters
from accounting.meters.usecases.meters import Intake, ReadingPiece, Receipt
from accounting.uploads.domain.readings import ReadingBlock, readings
from accounting.uploads.domain.uploads import RowTally, Upload, UploadState, UploadTooLong
from accounting.uploads.store import rows as upload_rows
from accounting.uploads.store import uploads as store
from accounting.uploads.usecases import endings
from chassis.database import Database

TURN_BLOCKS = 25
"""After so many blocks another upload that waits gets its turn."""


@dataclass(frozen=True)
class Checked:
    """A block with what its lines are worth."""

    block: ReadingBlock
    piece: ReadingPiece


async def take(database: Database, upload: Upload, file: IO[bytes], max_rows: int) -> None:
    """Take in what follows the checkpoint, until the end or until others want their turn."""
    async with database.transaction() as tx:
        known = await meters.meters_of(tx, upload.enterprise)
    kind, size = upload.announced.kind, upload.announced.size
    found = await asyncio.to_thread(readings, file, kind, size, after=upload.line)
    upload = replace(upload, columns=found.columns)
    all_new, blocks = True, 0
    async for checked in _ahead(found.blocks, known):
        if checked.block.last_line > max_rows:
            raise UploadTooLong(limit=max_rows)
        blocks += 1
        async with database.transaction() as tx:
            if not await store.hold(tx, upload):
                return
            await store.without_waiting(tx)
            intake = Intake(tx, all_new)
            upload = await _keep(tx, upload, checked, intake)
            all_new = intake.all_new
            if blocks >= TURN_BLOCKS and await store.others_wait(tx, upload.id):
                return
    await _finish(database, upload)


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


async def _ahead(blocks: Iterator[ReadingBlock], known: Meters) -> AsyncIterator[Checked]:
    """Blocks, the next one read and checked while the last one is being stored."""
    ahead = asyncio.create_task(asyncio.to_thread(_next, blocks, known))
    try:
        while checked := await ahead:
            ahead = asyncio.create_task(asyncio.to_thread(_next, blocks, known))
            yield checked
    finally:
        # The thread reads the file, which is closed after this.
        await asyncio.wait([ahead])


def _next(blocks: Iterator[ReadingBlock], known: Meters) -> Checked | None:
    block = next(blocks, None)
    if block is None:
        return None
    return Checked(block, meters.check(block.first_line, block.text, known))
