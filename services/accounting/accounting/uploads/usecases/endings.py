"""How uploads end: written down once, and told to everyone who waits for it."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.uploads.domain.uploads import Failure, Upload, UploadState
from accounting.uploads.store import uploads as store
from chassis import clock, outbox
from contracts.accounting import UploadFinished, UploadRows


async def end(
    tx: AsyncConnection, upload: Upload, state: UploadState, failure: Failure | None = None
) -> Upload | None:
    """End an upload; None when it ended before."""
    ended = await store.end(tx, upload.id, state, at=clock.now(), failure=failure)
    if ended:
        await tell(tx, ended)
    return ended


async def expire(tx: AsyncConnection, id: UUID) -> None:
    """End an upload whose bytes did not arrive in time."""
    if late := await store.expire(tx, id, clock.now()):
        await tell(tx, late)


async def tell(tx: AsyncConnection, upload: Upload) -> None:
    """Announce the end of an upload; what its rows and reasons say stays here."""
    errors = f"/v1/uploads/{upload.id}/errors" if upload.tally.rejected else None
    event = UploadFinished(
        upload_id=upload.id,
        enterprise=upload.enterprise,
        what=upload.announced.what,
        sha256=upload.announced.sha256,
        outcome=str(upload.outcome),
        rows=UploadRows(**vars(upload.tally)),
        failure=upload.failure.type if upload.failure else None,
        errors=errors,
        finished_at=upload.finished_at or clock.now(),
    )
    await outbox.append(tx, event)
