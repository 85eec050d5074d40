"""Evidence on disk, in a folder that all processes of the service share."""

import asyncio
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path
from typing import IO, Self

from accounting.evidence.domain import EvidenceNotFound
from accounting.evidence.store.files import Arrived, EvidenceFiles


@dataclass(frozen=True)
class EvidenceFolder(EvidenceFiles):
    """Files named by their hash, in folders named by its first two digits."""

    folder: Path

    def within(self, name: str, *, limit_bytes: int) -> Self:
        return type(self)(limit_bytes, self.folder / name)

    async def keep(self, arrived: Arrived) -> None:
        await asyncio.to_thread(self._name, arrived)

    async def exists(self, sha256: str) -> bool:
        return self._path(sha256).is_file()

    async def delete(self, sha256: str) -> None:
        self._path(sha256).unlink(missing_ok=True)

    def _name(self, arrived: Arrived) -> None:
        named = self._path(arrived.sha256)
        named.parent.mkdir(parents=True, exist_ok=True)
        with arrived.path.open("rb") as file:
            os.fsync(file.fileno())
        os.replace(arrived.path, named)

    async def _fetch(self, sha256: str) -> BufferedIOBase:
        try:
            return self._path(sha256).open("rb")
        except FileNotFoundError as absent:
            raise EvidenceNotFound(sha256=sha256) from absent

    @contextmanager
    def _scratch(self) -> Iterator[IO[bytes]]:
        """Beside the named files, so that naming it moves no bytes."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            dir=self.folder, prefix=".arriving-", delete=False
        ) as file:
            try:
                yield file
            finally:
                Path(file.name).unlink(missing_ok=True)

    def _path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256
