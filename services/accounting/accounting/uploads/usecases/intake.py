"""Taking in what was uploaded: the worker's way from pieces to rows, block by block.

A block's rows and the checkpoint behind it are one transaction, so a worker that is killed anywhere
leaves nothing half done, and of two workers at the same upload one goes on.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import IO, cast
from uuid import uuid4

from accounting.evidence.domain import EvidenceFile
from accounting.evidence.usecases import files as evidence
from accounting.evidence.usecases.places import EvidenceFiles
from accounting.uploads.domain.blocks import check_kind
from accounting.uploads.domain.uploads import (
    Failure,
    Upload,
    UploadContent,
    UploadDamaged,
    UploadState,
    UploadUnprocessable,
)
from accounting.uploads.store import rows as upload_rows
from accounting.uploads.store import uploads as store
from accounting.uploads.usecases import activity, endings, readings
from accounting.uploads.usecases.reading import Reader
from accounting.uploads.usecases.uploads import of_upload
from accounting.values.domain.text import Text
from chassis import aside, clock
from chassis.database import Database
from chassis.refusals import Refusal
from chassis.work import Pool

_ATTEMPTS = 5
"""So often a worker may begin with an upload without getting any further."""
_PIECE_BYTES = 1 << 20


@dataclass(frozen=True)
class Desk:
    """Where files lie, how many rows one may have, and where they are read."""

    files: EvidenceFiles
    max_rows: int
    pool: Pool


async def take_in(database: Database, *, desk: Desk, lane: str = store.TAKING) -> bool:
    """Get on with the upload whose turn it is; True when there may be more to do."""
    async with database.transaction() as tx:
        picked = await store.pick(tx, lane, clock.now())
    if picked is None:
        return False
    upload, attempts = picked
    async with aside.attempt(database, store.TAKING) as attempt:
        attempt.at(upload.id)
        await _get_on(database, desk, upload, attempts)
    return True


async def _get_on(database: Database, desk: Desk, upload: Upload, attempts: int) -> None:
    try:
        if attempts > _ATTEMPTS:
            raise UploadUnprocessable(id=upload.id)
        if upload.state is UploadState.WAITING:
            upload = await _assembled(database, desk, upload)
        if upload.state is UploadState.CHECKING:
            await _take_rows(database, desk, upload)
    except Refusal as refusal:
        await _fail(database, upload, refusal)


async def _assembled(database: Database, desk: Desk, upload: Upload) -> Upload:
    """The parts as one file, which is evidence from now on. Raises `UploadDamaged`."""
    announced = upload.announced
    async with database.transaction() as tx:
        hashes = await store.parts(tx, upload.id)
    place = of_upload(desk.files, upload.id, announced.size)
    whole = replace(desk.files, limit_bytes=announced.size)
    async with whole.arriving(_joined(place, hashes)) as arrived:
        if arrived.sha256 != announced.sha256:
            raise UploadDamaged(actual=arrived.sha256)
        await whole.keep(arrived)
    async with database.transaction() as tx:
        if not await store.hold(tx, upload):
            return upload
        await evidence.record(tx, _evidence(upload))
        now = clock.now()
        return await store.move(
            tx, upload.id, state=UploadState.CHECKING, started_at=now, attempts=0, worked_at=now
        )


async def _joined(place: EvidenceFiles, hashes: list[str]) -> AsyncIterator[bytes]:
    for sha256 in hashes:
        with await place.open(sha256) as part:
            while piece := await asyncio.to_thread(part.read, _PIECE_BYTES):
                yield piece


def _evidence(upload: Upload) -> EvidenceFile:
    of = upload.announced
    return EvidenceFile(
        id=uuid4(),
        enterprise=upload.enterprise,
        sha256=of.sha256,
        name=of.name,
        media_type=of.kind,
        size=of.size,
        at=clock.now(),
        added_by=upload.by,
    )


async def _take_rows(database: Database, desk: Desk, upload: Upload) -> None:
    with cast(IO[bytes], await desk.files.open(upload.announced.sha256)) as file:
        check_kind(file, upload.announced.kind)
        reader = Reader(desk.pool, upload, file)
        match upload.announced.what:
            case UploadContent.METER_READINGS:
                await readings.take(database, upload, reader, desk.max_rows)
            case UploadContent.ACTIVITY_DATA:
                await activity.take(database, upload, reader, desk.max_rows)


async def _fail(database: Database, upload: Upload, refusal: Refusal) -> None:
    """The file as a whole cannot be taken; what was taken in of it before stays."""
    async with database.transaction() as tx:
        if upload.announced.what is UploadContent.ACTIVITY_DATA:
            await upload_rows.forget_all(tx, upload.id)
        message = Text(refusal.messages["zh"], refusal.messages["en"])
        failure = Failure(refusal.problem_type(), message)
        await endings.end(tx, upload, UploadState.FAILED, failure)
