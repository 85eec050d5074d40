"""Taking evidence in, and handing it to those who may read it."""

from collections.abc import AsyncIterable
from io import BufferedIOBase
from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.evidence import domain as rules
from accounting.evidence.domain import EvidenceFile, EvidenceMissing
from accounting.evidence.store import evidence as store
from accounting.evidence.store.files import EvidenceFiles
from accounting.model.domain.activity import ACTIVITY, ActivityData
from accounting.products.usecases import enterprises
from chassis import clock
from chassis.auth import Caller


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
        kind = rules.kind_of(arrived.path)
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
    tx: AsyncConnection, files: EvidenceFiles, org: str, sha256: str
) -> tuple[EvidenceFile, BufferedIOBase]:
    """A file that the caller owns, or that a calculation it was admitted to rests on."""
    found = await store.find(tx, sha256, reads=org)
    if found is None:
        raise EvidenceMissing(sha256=sha256)
    return found, await files.open(sha256)


async def present(tx: AsyncConnection, org: str, *activities: ActivityData) -> frozenset[str]:
    """Which of the files that activity data names have been handed in."""
    named = frozenset[str]().union(*map(hashes_of, activities))
    return await store.present(tx, named, of=org)


def hashes_of(activity: ActivityData) -> frozenset[str]:
    """The hashes of all evidence that activity data names."""
    return frozenset(rules.named_in(ACTIVITY.dump_python(activity, mode="json")))
