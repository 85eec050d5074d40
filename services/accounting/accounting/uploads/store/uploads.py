"""Uploads and their checkpoints; only the worker that holds an upload's row moves it on."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    delete,
    exists,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.uploads.domain.search import UploadsAsked
from accounting.uploads.domain.uploads import (
    ENDED_EARLY,
    OPEN,
    Announcement,
    Failure,
    RowTally,
    Target,
    Upload,
    UploadContent,
    UploadKind,
    UploadState,
)
from accounting.uploads.store.tables import upload, upload_part
from accounting.values.domain.text import Text
from chassis import aside
from chassis.listing import fitting, mentioning, newest

TAKING, CLEANING = "take in uploads", "clean up uploads"
"""The jobs that work on uploads."""
LANES = (TAKING, "take in further uploads")
"""As many are taken in at once, each of another enterprise."""
_AT_WORK = (UploadState.WAITING, UploadState.CHECKING)


async def add(tx: AsyncConnection, new: Upload) -> bool:
    """False when the same file for the same target is there already."""
    of, target = new.announced, new.announced.target
    row = {
        "id": new.id,
        "enterprise": new.enterprise,
        "created_at": new.at,
        "created_by": new.by,
        "what": of.what,
        "name": of.name,
        "kind": of.kind,
        "size": of.size,
        "sha256": of.sha256,
        "place": of.place,
        "system": target.system if target else None,
        "period_start": target.period_start if target else None,
        "period_end": target.period_end if target else None,
        "expires_at": new.expires_at,
        "updated_at": new.updated_at,
        "state": new.state,
    }
    return (await tx.execute(upsert(upload).values(row).on_conflict_do_nothing())).rowcount > 0


async def same(tx: AsyncConnection, org: str, announced: Announcement) -> Upload | None:
    """The upload of the same file for the same target that did not end early."""
    statement = (
        select(upload)
        .filter_by(enterprise=org, what=announced.what, place=announced.place)
        .where(upload.c.sha256 == announced.sha256, upload.c.state.not_in(ENDED_EARLY))
    )
    return _known((await tx.execute(statement)).one_or_none())


async def find(tx: AsyncConnection, id: UUID, *, of: str, locked: bool = False) -> Upload | None:
    statement = select(upload).where(upload.c.id == id, upload.c.enterprise == of)
    return _known((await tx.execute(statement.with_for_update() if locked else statement)).first())


async def page(tx: AsyncConnection, asked: UploadsAsked, *, of: str) -> list[Upload]:
    """An enterprise's uploads, newest first."""
    named = fitting(
        (upload.c.state, asked.state),
        (upload.c.what, asked.what),
        (upload.c.system, asked.system_id),
    )
    mine = select(upload).where(
        upload.c.enterprise == of, *named, *mentioning(asked.q, upload.c.name)
    )
    statement = newest(mine, upload, asked, upload.c.updated_at)
    return [_upload(row) for row in await tx.execute(statement)]


async def count_open(tx: AsyncConnection, org: str) -> int:
    """Uploads of an enterprise that are not finished; counting waits for whoever counts too."""
    await tx.execute(
        select(func.pg_advisory_xact_lock(func.hashtext("upload"), func.hashtext(org)))
    )
    mine = (upload.c.enterprise == org) & upload.c.state.in_(OPEN)
    return int(await tx.scalar(select(func.count()).select_from(upload).where(mine)) or 0)


async def add_part(tx: AsyncConnection, of: UUID, begins: int, size: int, sha256: str) -> None:
    row = {"upload": of, "begins": begins, "size": size, "sha256": sha256}
    await tx.execute(insert(upload_part).values(row))


async def parts(tx: AsyncConnection, of: UUID) -> list[str]:
    """The hashes of the parts, in the order of the file."""
    statement = select(upload_part.c.sha256).where(upload_part.c.upload == of)
    return list(await tx.scalars(statement.order_by(upload_part.c.begins)))


async def pick(tx: AsyncConnection, lane: str, now: datetime) -> tuple[Upload, int] | None:
    """The next upload for a lane, and how often a worker began with it without getting on.

    It is of the enterprise whose last turn is longest ago, and of none that another lane is at. A
    lane is one worker's at a time, so what it had before is not being worked on any more.
    """
    await tx.execute(select(func.pg_advisory_xact_lock(func.hashtext("upload turns"))))
    left = update(upload).where(upload.c.lane == lane, upload.c.state.in_(_AT_WORK))
    await tx.execute(left.values(lane=None))
    taken = {"worked_at": now, "attempts": upload.c.attempts + 1, "lane": lane}
    due = _next().scalar_subquery()
    row = (
        await tx.execute(update(upload).where(upload.c.id == due).values(taken).returning(upload))
    ).one_or_none()
    return None if row is None else (_upload(row), row.attempts)


def _next() -> Select[tuple[UUID]]:
    other = upload.alias()
    at_work = exists().where(
        other.c.enterprise == upload.c.enterprise,
        other.c.lane.is_not(None),
        other.c.state.in_(_AT_WORK),
    )
    turn = select(func.max(other.c.worked_at)).where(other.c.enterprise == upload.c.enterprise)
    return (
        select(upload.c.id)
        .where(upload.c.state.in_(_AT_WORK), aside.free(TAKING, upload.c.id), ~at_work)
        .order_by(
            turn.scalar_subquery().nulls_first(),
            upload.c.worked_at.nulls_first(),
            upload.c.created_at,
        )
        .limit(1)
        .with_for_update(of=upload, skip_locked=True)
    )


async def hold(tx: AsyncConnection, seen: Upload) -> bool:
    """Hold the upload until the transaction ends; False when another worker holds or moved it."""
    unchanged = (
        select(upload.c.id)
        .filter_by(id=seen.id, state=seen.state, line=seen.line, staged=seen.staged)
        .where(upload.c.dataset == seen.dataset)
        .with_for_update(skip_locked=True)
    )
    return (await tx.execute(unchanged)).one_or_none() is not None


async def without_waiting(tx: AsyncConnection) -> None:
    """Let this transaction commit before its log is on disk.

    Rows and checkpoint are one transaction, and the log keeps its order: if the server breaks down,
    the upload goes on from an earlier checkpoint. How it ends is committed with waiting, and that
    brings everything before it to the disk too.
    """
    await tx.execute(text("set local synchronous_commit to off"))


async def others_wait(tx: AsyncConnection, than: UUID) -> bool:
    """Whether an upload waits that no lane is at."""
    waiting = exists().where(
        upload.c.state.in_(_AT_WORK), upload.c.lane.is_(None), upload.c.id != than
    )
    return bool(await tx.scalar(select(waiting)))


async def move(tx: AsyncConnection, id: UUID, **values: object) -> Upload:
    """Write how far an upload is."""
    changed = update(upload).where(upload.c.id == id).values(values).returning(upload)
    return _upload((await tx.execute(changed)).one())


async def end(
    tx: AsyncConnection, id: UUID, state: UploadState, *, at: datetime, failure: Failure | None
) -> Upload | None:
    """Write how an upload ended; None when it ended before."""
    values: dict[str, object] = {"state": state, "finished_at": at}
    if state is UploadState.DONE:
        values["percent"] = 100
    if failure:
        values["failure_type"] = failure.type
        values["failure_zh"], values["failure_en"] = failure.message.zh, failure.message.en
    ongoing = (upload.c.id == id) & upload.c.state.in_(OPEN)
    ended = update(upload).where(ongoing).values(values).returning(upload)
    return _known((await tx.execute(ended)).one_or_none())


async def late(tx: AsyncConnection, now: datetime, limit: int) -> Sequence[UUID]:
    """Uploads whose bytes did not arrive in time."""
    statement = select(upload.c.id).where(_late(now), aside.free(CLEANING, upload.c.id))
    return list(await tx.scalars(statement.order_by(upload.c.expires_at).limit(limit)))


async def expire(tx: AsyncConnection, id: UUID, now: datetime) -> Upload | None:
    """End an upload whose bytes did not arrive in time; None when it ended before."""
    ended = {"state": UploadState.EXPIRED, "finished_at": now}
    this = (upload.c.id == id) & _late(now)
    changed = update(upload).where(this).values(ended).returning(upload)
    return _known((await tx.execute(changed)).one_or_none())


def _late(now: datetime) -> ColumnElement[bool]:
    return (upload.c.state == UploadState.RECEIVING) & (upload.c.expires_at < now)


async def with_needless_parts(tx: AsyncConnection, limit: int) -> Sequence[UUID]:
    """Uploads that have parts and need them no more."""
    needed = (UploadState.RECEIVING, UploadState.WAITING)
    statement = (
        select(upload_part.c.upload)
        .join(upload, upload.c.id == upload_part.c.upload)
        .where(upload.c.state.not_in(needed), aside.free(CLEANING, upload.c.id))
        .distinct()
        .limit(limit)
    )
    return list(await tx.scalars(statement))


async def forget_parts(tx: AsyncConnection, of: UUID) -> None:
    await tx.execute(delete(upload_part).where(upload_part.c.upload == of))


def _known(row: Row[tuple[object, ...]] | None) -> Upload | None:
    return None if row is None else _upload(row)


def _upload(row: Row[tuple[object, ...]]) -> Upload:
    target = Target(row.system, row.period_start, row.period_end) if row.system else None
    failure = None
    if row.failure_type:
        failure = Failure(row.failure_type, Text(row.failure_zh, row.failure_en))
    return Upload(
        id=row.id,
        enterprise=row.enterprise,
        at=row.created_at,
        by=row.created_by,
        announced=Announcement(
            UploadContent(row.what), row.name, UploadKind(row.kind), row.size, row.sha256, target
        ),
        expires_at=row.expires_at,
        updated_at=row.updated_at,
        state=UploadState(row.state),
        received=row.received,
        tally=RowTally(row.read, row.accepted, row.rejected, row.known),
        percent=row.percent,
        line=row.line,
        staged=row.staged,
        dataset=row.dataset,
        columns=tuple(row.columns),
        started_at=row.started_at,
        finished_at=row.finished_at,
        failure=failure,
    )
