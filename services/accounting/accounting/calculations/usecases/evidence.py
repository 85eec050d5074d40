"""Handing out the evidence that a calculation rests on."""

from io import BufferedIOBase

from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.calculations.store import calculations as store
from accounting.evidence.domain import EvidenceFile
from accounting.evidence.usecases import files as evidence
from accounting.evidence.usecases.places import EvidenceFiles


async def read(
    tx: AsyncConnection, files: EvidenceFiles, org: str, sha256: str
) -> tuple[EvidenceFile, BufferedIOBase]:
    """A file that the caller owns, or that a calculation it was admitted to rests on."""
    makers = await store.resting_on(tx, sha256, reader=org)
    return await evidence.read(tx, files, [org, *makers], sha256)
