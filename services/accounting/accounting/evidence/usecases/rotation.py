"""Rotating keys with everything that they open: data keys first, then files."""

from accounting.custody.domain.master_keys import MasterKeysUnusable
from accounting.custody.usecases import rotation
from accounting.custody.usecases.rotation import Say
from accounting.evidence.domain import EvidenceNotFound
from accounting.evidence.store import evidence
from accounting.evidence.store.concealed_files import ConcealedFiles
from chassis.database import Database


async def rewrap(database: Database, files: ConcealedFiles | None, say: Say) -> None:
    """Let the current master key open every data key and every file."""
    await rotation.rewrap(database, say)
    if files is not None:
        renewed = [sha256 for sha256 in await _evidence(database) if await _renewed(files, sha256)]
        say(f"{len(renewed)} files wrapped by the current master key")


async def retire(database: Database, files: ConcealedFiles | None, say: Say, master: str) -> None:
    """Give up a master key. Raises `MasterKeysUnusable` while anything still needs it."""
    await rotation.check_retirable(database, master)
    if files is not None:
        hashes = await _evidence(database)
        needing = [sha256 for sha256 in hashes if await _master(files, sha256) == master]
        if needing:
            raise MasterKeysUnusable(f"{len(needing)} files need {master}; run `rewrap` first")
    await rotation.retire(database, say, master)


async def _evidence(database: Database) -> list[str]:
    async with database.transaction() as tx:
        return await evidence.evidence_hashes(tx)


async def _renewed(files: ConcealedFiles, sha256: str) -> bool:
    try:
        return await files.renew(sha256)
    except EvidenceNotFound:
        return False


async def _master(files: ConcealedFiles, sha256: str) -> str | None:
    try:
        return await files.master(sha256)
    except EvidenceNotFound:
        return None
