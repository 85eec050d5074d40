"""Whether every evidence file is what came, for an operator who put a backup back."""

from accounting.custody.domain.encryption import SecretUnreadable
from accounting.evidence.domain import EvidenceDamaged, EvidenceNotFound
from accounting.evidence.store import evidence
from accounting.evidence.store.files import EvidenceFiles
from chassis.database import Database


async def files(database: Database, place: EvidenceFiles) -> list[str]:
    """Every file that is missing or has another hash, with what to do."""
    async with database.transaction() as tx:
        hashes = await evidence.evidence_hashes(tx)
    return [fault for sha256 in hashes if (fault := await _fault(place, sha256))]


async def _fault(place: EvidenceFiles, sha256: str) -> str | None:
    try:
        (await place.open(sha256)).close()
    except EvidenceNotFound:
        return f"evidence {sha256} is missing; put it back from a backup of the evidence"
    except (EvidenceDamaged, SecretUnreadable):
        return f"evidence {sha256} is not what came; put it back from a backup of the evidence"
    return None
