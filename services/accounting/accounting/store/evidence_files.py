"""Evidence on disk: each file under its SHA-256, complete or not there at all."""

import hashlib
import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from accounting.domain.evidence import EvidenceTooLarge


@dataclass(frozen=True)
class Received:
    """A file that has arrived in full and has no name yet."""

    path: Path
    sha256: str
    size: int


@contextmanager
def _unnamed(folder: Path) -> Iterator[IO[bytes]]:
    """A file beside the named ones; it is gone after the block unless it was named inside."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".arriving-", delete=False) as file:
        try:
            yield file
        finally:
            Path(file.name).unlink(missing_ok=True)


@dataclass(frozen=True)
class EvidenceFiles:
    """The folder of the files. Equal content is kept once, whoever hands it in."""

    folder: Path
    limit_bytes: int

    def path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

    def has(self, sha256: str) -> bool:
        return self.path(sha256).is_file()

    @contextmanager
    def arriving(self) -> Iterator["Arrival"]:
        """Receive a file piece by piece; `keep` it before the block ends."""
        with _unnamed(self.folder) as file:
            yield Arrival(self, file)

    def put(self, content: bytes) -> Received:
        """Keep what the platform made itself."""
        with self.arriving() as arrival:
            arrival.take(content)
            return arrival.keep()


class Arrival:
    """A file on its way in."""

    def __init__(self, files: EvidenceFiles, file: IO[bytes]) -> None:
        self._files, self._file = files, file
        self._hash, self._size = hashlib.sha256(), 0

    async def take_all(self, pieces: AsyncIterator[bytes]) -> Path:
        """Write the whole stream; answers where it lies for now. Raises `EvidenceTooLarge`."""
        async for piece in pieces:
            self.take(piece)
        self._file.flush()
        return Path(self._file.name)

    def take(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size > self._files.limit_bytes:
            raise EvidenceTooLarge(limit=self._files.limit_bytes)
        self._hash.update(piece)
        self._file.write(piece)

    def keep(self) -> Received:
        """Give the file its name, in one step that a crash cannot halve."""
        self._file.flush()
        os.fsync(self._file.fileno())
        named = self._files.path(self._hash.hexdigest())
        named.parent.mkdir(parents=True, exist_ok=True)
        os.replace(self._file.name, named)
        return Received(named, named.name, self._size)
