"""Where files are kept, as the settings of a process say."""

from typing import Protocol, cast

from fastapi import Request

from accounting.evidence.domain import EvidenceStoreMissing
from accounting.evidence.store.files import Arrived as Arrived
from accounting.evidence.store.files import EvidenceFiles as EvidenceFiles
from accounting.evidence.store.files import one_piece as one_piece
from chassis.routing import settings_of


class KeepsFiles(Protocol):
    """Settings that name a place for files, or none."""

    def evidence_files(self) -> EvidenceFiles | None: ...


async def evidence_files(request: Request) -> EvidenceFiles:
    """The place of the process that answers. Raises `EvidenceStoreMissing`."""
    files = cast(KeepsFiles, settings_of(request)).evidence_files()
    if files is None:
        raise EvidenceStoreMissing
    return files
