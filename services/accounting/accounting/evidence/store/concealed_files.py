"""Evidence encrypted before it reaches its place, whatever the place."""

import asyncio
import shutil
from contextlib import AbstractContextManager
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Self, cast

from accounting.custody.domain.file_encryption import (
    FRAME,
    FileAltered,
    Head,
    decrypted,
    encrypt_file,
)
from accounting.custody.domain.master_keys import MasterKeys
from accounting.evidence.domain import EvidenceDamaged
from accounting.evidence.store.files import Arrived, EvidenceFiles

_IN_MEMORY_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True)
class ConcealedFiles(EvidenceFiles):
    """A place whose files only the holder of a master key can read; those from before stay plain.

    What is still arriving lies in the scratch folder in plain, until it is kept or refused; what is
    being read may, without a name.
    """

    inner: EvidenceFiles
    masters: MasterKeys

    def within(self, name: str, *, limit_bytes: int) -> Self:
        inner = self.inner.within(name, limit_bytes=limit_bytes)
        return type(self)(limit_bytes, inner, self.masters)

    async def keep(self, arrived: Arrived) -> None:
        with self.inner._scratch() as file:
            await asyncio.to_thread(self._encrypt, arrived, file)
            await self.inner.keep(Arrived(arrived.sha256, arrived.size, Path(file.name)))

    async def open(self, sha256: str) -> BufferedIOBase:
        try:
            return await super().open(sha256)
        except FileAltered as failure:
            raise EvidenceDamaged(sha256=sha256) from failure

    async def exists(self, sha256: str) -> bool:
        return await self.inner.exists(sha256)

    async def delete(self, sha256: str) -> None:
        await self.inner.delete(sha256)

    async def master(self, sha256: str) -> str | None:
        """Which master key opens a file; None when it is plain. Raises `EvidenceMissing`."""
        with cast(IO[bytes], await self.inner._fetch(sha256)) as file:
            head = Head.read(file)
        return None if head is None else head.master

    async def renew(self, sha256: str) -> bool:
        """Let the current master key open a file; False when it does already."""
        with cast(IO[bytes], await self.inner._fetch(sha256)) as old, self._scratch() as new:
            head = Head.read(old)
            if head is not None and head.master == self.masters.current.id:
                return False
            if head is None:
                encrypt_file(old, new, sha256, self.masters.current)
            else:
                again = head.rewrapped(sha256, self.masters.known, self.masters.current)
                new.write(again.written())
                while piece := old.read(1 << 20):
                    new.write(piece)
            new.flush()
            await self.inner.keep(Arrived(sha256, 0, Path(new.name)))
        return True

    async def _fetch(self, sha256: str) -> BufferedIOBase:
        """In memory while it is small and nobody wants a descriptor, else in a nameless file."""
        file = await self.inner._fetch(sha256)
        try:
            opened = decrypted(cast(IO[bytes], file), sha256, self.masters.known)
        except BaseException:
            file.close()
            raise
        if opened is None:
            return file
        plain = SpooledTemporaryFile(_IN_MEMORY_BYTES)  # noqa: SIM115  The reader closes it.
        try:
            with opened:
                await asyncio.to_thread(shutil.copyfileobj, opened, plain, FRAME)
        except BaseException:
            plain.close()
            raise
        plain.seek(0)
        return cast(BufferedIOBase, plain)

    def _scratch(self) -> AbstractContextManager[IO[bytes]]:
        return self.inner._scratch()

    def _encrypt(self, arrived: Arrived, file: IO[bytes]) -> None:
        with arrived.path.open("rb") as plain:
            encrypt_file(plain, file, arrived.sha256, self.masters.current)
        file.flush()
