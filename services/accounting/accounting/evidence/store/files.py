"""What every place for evidence does: content under its SHA-256, complete or not there at all."""

import asyncio
import hashlib
from abc import ABC, abstractmethod
from collections.abc import AsyncIterable, AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path
from typing import IO, Self

from accounting.evidence.domain import EvidenceDamaged, EvidenceTooLarge


@dataclass(frozen=True)
class Content:
    """What a file is known by."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Arrived(Content):
    """A file that is here in full and not kept yet."""

    path: Path


@dataclass(frozen=True)
class EvidenceFiles(ABC):
    """A place for files. Equal content is kept once, whoever hands it in."""

    limit_bytes: int

    @asynccontextmanager
    async def arriving(self, content: AsyncIterable[bytes]) -> AsyncIterator[Arrived]:
        """Receive a stream; unless it is kept before the block ends, nothing of it stays.

        Raises `EvidenceTooLarge`.
        """
        with self._scratch() as file:
            received = await self._receive(content, file)
            yield Arrived(received.sha256, received.size, Path(file.name))

    async def put(self, content: AsyncIterable[bytes]) -> Content:
        """Keep a stream, whatever it is."""
        async with self.arriving(content) as arrived:
            await self.keep(arrived)
        return Content(arrived.sha256, arrived.size)

    async def open(self, sha256: str) -> BufferedIOBase:
        """The content from its beginning, after it was hashed again; whoever opens it closes it.

        Raises `EvidenceMissing`, or `EvidenceDamaged` when it is not what was kept.
        """
        file = await self._fetch(sha256)
        found = (await asyncio.to_thread(hashlib.file_digest, file, "sha256")).hexdigest()
        if found != sha256:
            file.close()
            raise EvidenceDamaged(sha256=sha256)
        file.seek(0)
        return file

    @abstractmethod
    def within(self, name: str, *, limit_bytes: int) -> Self:
        """A place of its own inside this one, such as for what is still arriving.

        Equal content of two places is two files, so deleting one leaves the other.
        """

    @abstractmethod
    async def keep(self, arrived: Arrived) -> None:
        """Give what has arrived its name, in one step that a crash cannot halve."""

    @abstractmethod
    async def exists(self, sha256: str) -> bool: ...

    @abstractmethod
    async def delete(self, sha256: str) -> None:
        """Forget a file that is no evidence (yet). One that is gone already is no error."""

    @abstractmethod
    async def _fetch(self, sha256: str) -> BufferedIOBase:
        """The file as it is kept, on this machine. Raises `EvidenceMissing`."""

    @abstractmethod
    def _scratch(self) -> AbstractContextManager[IO[bytes]]:
        """A file to receive into; it is gone after the block unless it was kept inside."""

    async def _receive(self, content: AsyncIterable[bytes], file: IO[bytes]) -> Content:
        hashed, size = hashlib.sha256(), 0
        async for piece in content:
            size += len(piece)
            if size > self.limit_bytes:
                raise EvidenceTooLarge(limit=self.limit_bytes)
            hashed.update(piece)
            file.write(piece)
        file.flush()
        return Content(hashed.hexdigest(), size)


async def one_piece(content: bytes) -> AsyncIterator[bytes]:
    """What the platform made itself, as a stream."""
    yield content
