"""Taking evidence in, and handing it to those who may read it."""

import asyncio
from collections.abc import AsyncIterable, Collection
from io import BufferedIOBase
from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.evidence import domain as rules
from accounting.evidence.domain import EvidenceFile, EvidenceNotFound
from accounting.evidence.store import evidence as store
from accounting.evidence.store.files import EvidenceFiles
from accounting.model.domain.activity import ActivityData
from accounting.products.usecases import enterprises
from chassis import clock
from chassis.auth import Caller

record = store.add
"""Note who handed in a file that is kept already."""


async def add(
    tx: AsyncConnection,
    files: EvidenceFiles,
    caller: Caller,
    *,
    name: str,
    content: AsyncIterable[bytes],
) -> tuple[EvidenceFile, bool]:
    """Keep a file under its hash; True when the enterprise had not handed it in before.

    The file is in place before the row that names it: a crash leaves a file that nobody names,
    never a name without a file. Nothing is asked of the database while the file arrives, however
    slowly.
    """
    async with files.arriving(content) as arrived:
        kind = await asyncio.to_thread(rules.kind_of, arrived.path)
        await enterprises.read(tx, caller.org, caller.org)
        await files.keep(arrived)
    described = EvidenceFile(
        id=uuid4(),
        enterprise=caller.org,
        sha256=arrived.sha256,
        name=name,
        media_type=kind,
        size=arrived.size,
        at=clock.now(),
        added_by=caller.client,
    )
    return await store.add(tx, described)


async def read(
    tx: AsyncConnection, files: EvidenceFiles, owners: Collection[str], sha256: str
) -> tuple[EvidenceFile, BufferedIOBase]:
    """A file that one of the owners handed in. Raises `EvidenceNotFound`."""
    found = await store.find(tx, sha256, owners=owners)
    if found is None:
        raise EvidenceNotFound(sha256=sha256)
    return found, await files.open(sha256)


async def present(tx: AsyncConnection, org: str, *activities: ActivityData) -> frozenset[str]:
    """Which of the files that activity data names have been handed in."""
    named = frozenset[str]().union(*map(rules.hashes_of, activities))
    return await store.present(tx, named, of=org)
