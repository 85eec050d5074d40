"""Announcing an upload, receiving its pieces, and what becomes of pieces that nobody needs."""

from collections.abc import AsyncIterable, AsyncIterator, Callable
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.evidence.domain import EvidenceTooLarge
from accounting.evidence.usecases.places import Arrived, EvidenceFiles
from accounting.inventory.usecases import systems as products
from accounting.products.usecases import enterprises
from accounting.uploads.domain import uploads as rules
from accounting.uploads.domain.errors import MOST_IN_A_TABLE
from accounting.uploads.domain.limits import Limits
from accounting.uploads.domain.uploads import (
    Announcement,
    BadRow,
    Upload,
    UploadClosed,
    UploadErrorsNotReady,
    UploadErrorsTooMany,
    UploadNotFound,
    UploadPieceTooLarge,
    UploadState,
    UploadsTooMany,
)
from accounting.uploads.store import rows as upload_rows
from accounting.uploads.store import uploads as store
from accounting.uploads.usecases import endings
from chassis import aside, clock
from chassis.auth import Caller
from chassis.database import Database

_PLACE = "uploads"
_CLEANED_AT_ONCE = 20


@dataclass(frozen=True)
class UploadPiece:
    """Some bytes on their way in; `last` says, once they are here, whether nothing follows them."""

    offset: int
    content: AsyncIterable[bytes]
    last: Callable[[], bool]


async def announce(
    tx: AsyncConnection, caller: Caller, announced: Announcement, limits: Limits
) -> tuple[Upload, bool]:
    """Begin an upload; the same file for the same target is the one that is there already."""
    await enterprises.read(tx, caller.org, caller.org)
    checked = rules.checked(announced, max_bytes=limits.max_bytes)
    if checked.target:
        await products.read_system(tx, caller.org, checked.target.system)
    unfinished = await store.count_open(tx, caller.org)
    if known := await store.same(tx, caller.org, checked):
        return known, False
    if unfinished >= limits.open:
        raise UploadsTooMany(limit=limits.open)
    at = clock.now()
    ends = at + limits.keep
    new = Upload(uuid4(), caller.org, at, caller.client, checked, ends, updated_at=at)
    await store.add(tx, new)
    return new, True


async def read(tx: AsyncConnection, org: str, id: UUID) -> Upload:
    found = await store.find(tx, id, of=org)
    if found is None:
        raise UploadNotFound(id=id)
    return found


async def append(
    tx: AsyncConnection,
    files: EvidenceFiles,
    org: str,
    id: UUID,
    piece: UploadPiece,
    limits: Limits,
) -> Upload:
    """Keep a piece where the last one ended.

    Nothing is held in the database while the piece arrives. Of two pieces for the same place one
    is kept; the other is told where the upload has got to. A piece whose client left is kept as
    far as it came.
    """
    place = of_upload(files, id, limits.piece_bytes)
    try:
        async with place.arriving(piece.content) as arrived:
            return await _keep(tx, place, org, id, piece, arrived)
    except EvidenceTooLarge as failure:
        raise UploadPieceTooLarge(limit=limits.piece_bytes) from failure


async def cancel(tx: AsyncConnection, org: str, id: UUID) -> Upload:
    """End an upload whose rows are not being taken in yet."""
    found = await _locked(tx, org, id)
    if found.state not in (UploadState.RECEIVING, UploadState.WAITING):
        raise UploadClosed(id=id, state=found.state)
    return await endings.end(tx, found, UploadState.CANCELLED) or found


def check_errors(upload: Upload) -> None:
    """Raises `UploadErrorsNotReady` while rows may still be refused."""
    if upload.state not in (UploadState.DONE, UploadState.FAILED):
        raise UploadErrorsNotReady(id=upload.id, state=upload.state)


async def refused_table(tx: AsyncConnection, upload: Upload) -> list[BadRow]:
    """All refused rows. Raises `UploadErrorsTooMany`, `UploadErrorsNotReady`."""
    check_errors(upload)
    if (count := await upload_rows.count(tx, upload.id)) > MOST_IN_A_TABLE:
        raise UploadErrorsTooMany(count=count, limit=MOST_IN_A_TABLE)
    return await upload_rows.refused(tx, upload, after=0, limit=MOST_IN_A_TABLE)


async def refused_pages(database: Database, upload: Upload) -> AsyncIterator[list[BadRow]]:
    """The refused rows of an upload that has ended, page by page, each in its own transaction."""
    after = 0
    while True:
        async with database.transaction() as tx:
            rows = await upload_rows.refused(tx, upload, after=after)
        if not rows:
            return
        yield rows
        after = rows[-1].line


def of_upload(files: EvidenceFiles, id: UUID, limit_bytes: int) -> EvidenceFiles:
    """Where the parts of one upload are; equal parts of two uploads are two files."""
    return files.within(f"{_PLACE}/{id}", limit_bytes=limit_bytes)


async def clean_up(database: Database, *, files: EvidenceFiles) -> bool:
    """End uploads that came to nothing, and delete the parts that nobody needs any more."""
    async with database.transaction() as tx:
        late = await store.late(tx, clock.now(), _CLEANED_AT_ONCE)
    for id in late:
        async with aside.attempt(database, store.CLEANING) as attempt, database.transaction() as tx:
            attempt.at(id)
            await endings.expire(tx, id)
    async with database.transaction() as tx:
        needless = await store.with_needless_parts(tx, _CLEANED_AT_ONCE)
    for id in needless:
        async with aside.attempt(database, store.CLEANING) as attempt, database.transaction() as tx:
            attempt.at(id)
            place = of_upload(files, id, files.limit_bytes)
            for part in await store.parts(tx, id):
                await place.delete(part)
            await store.forget_parts(tx, id)
    return _CLEANED_AT_ONCE in (len(late), len(needless))


async def _keep(
    tx: AsyncConnection,
    place: EvidenceFiles,
    org: str,
    id: UUID,
    piece: UploadPiece,
    arrived: Arrived,
) -> Upload:
    found = await _locked(tx, org, id)
    found.piece_begins(piece.offset)
    end = found.end_after(arrived.size, last=piece.last())
    if arrived.size:
        await place.keep(arrived)
        await store.add_part(tx, id, piece.offset, arrived.size, arrived.sha256)
    state = UploadState.WAITING if end == found.announced.size else UploadState.RECEIVING
    return await store.move(tx, id, received=end, state=state)


async def _locked(tx: AsyncConnection, org: str, id: UUID) -> Upload:
    found = await store.find(tx, id, of=org, locked=True)
    if found is None:
        raise UploadNotFound(id=id)
    return found
