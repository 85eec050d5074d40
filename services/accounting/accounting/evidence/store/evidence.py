"""Which enterprise handed in which evidence, and who may read it."""

from collections.abc import Collection, Iterable

from sqlalchemy import (
    Row,
    select,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.custody.domain.encryption import SecretPlace
from accounting.custody.store.touched import touch
from accounting.evidence.domain import EvidenceAsked, EvidenceFile
from accounting.evidence.store.tables import evidence
from chassis.listing import fitting, mentioning, newest


async def add(tx: AsyncConnection, file: EvidenceFile) -> tuple[EvidenceFile, bool]:
    """The file as it is known, and whether it was new; the first name stays."""
    row = {
        "id": file.id,
        "enterprise": file.enterprise,
        "sha256": file.sha256,
        "name": file.name,
        "media_type": file.media_type,
        "size": file.size,
        "created_at": file.at,
        "added_by": file.added_by,
    }
    added = insert(evidence).values(row).on_conflict_do_nothing(constraint="evidence_once")
    if (await tx.execute(added)).rowcount:
        return file, True
    mine = (evidence.c.enterprise == file.enterprise) & (evidence.c.sha256 == file.sha256)
    return _file((await tx.execute(select(evidence).where(mine))).one()), False


async def find(tx: AsyncConnection, sha256: str, *, owners: Collection[str]) -> EvidenceFile | None:
    """A file that one of the owners handed in; the one that came first."""
    theirs = evidence.c.enterprise.in_(owners)
    statement = select(evidence).where(evidence.c.sha256 == sha256, theirs)
    row = (await tx.execute(statement.order_by(evidence.c.created_at).limit(1))).one_or_none()
    if row is None:
        return None
    touch(tx, SecretPlace(row.enterprise, evidence.name, sha256))
    return _file(row)


async def page(tx: AsyncConnection, asked: EvidenceAsked, *, of: str) -> list[EvidenceFile]:
    statement = select(evidence).where(
        evidence.c.enterprise == of,
        *fitting((evidence.c.media_type, asked.media_type)),
        *mentioning(asked.q, evidence.c.name, evidence.c.sha256),
    )
    return [_file(row) for row in await tx.execute(newest(statement, evidence, asked))]


async def present(tx: AsyncConnection, hashes: Iterable[str], *, of: str) -> frozenset[str]:
    """Those of the hashes whose file the enterprise has handed in."""
    mine = evidence.c.sha256.in_(list(hashes)) & (evidence.c.enterprise == of)
    return frozenset(await tx.scalars(select(evidence.c.sha256).where(mine)))


def _file(row: Row[tuple[object, ...]]) -> EvidenceFile:
    return EvidenceFile(
        id=row.id,
        enterprise=row.enterprise,
        sha256=row.sha256,
        name=row.name,
        media_type=row.media_type,
        size=row.size,
        at=row.created_at,
        added_by=row.added_by,
    )


async def evidence_hashes(tx: AsyncConnection) -> list[str]:
    """Every file that is evidence, once."""
    return list(await tx.scalars(select(evidence.c.sha256).distinct()))
