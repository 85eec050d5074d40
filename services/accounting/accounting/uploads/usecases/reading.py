"""Reading foreign files in a process of its own, a block at a time."""

from collections.abc import AsyncGenerator, Callable, Iterator
from dataclasses import dataclass
from typing import IO, TypeVar

from accounting.uploads.domain.uploads import Upload, UploadKind
from chassis.work import Opened, Pool

_CPU_S = 60
"""For a block: one takes less than a second, opening a large spreadsheet takes some."""
_MEMORY_BYTES = 2 << 30
T = TypeVar("T")
Read = Callable[..., Iterator[T]]
"""A function of a file, its kind, its size, and whatever else."""


@dataclass(frozen=True)
class Reader:
    """Reads the file of an upload; whatever is in it, this process only gets the blocks."""

    pool: Pool
    upload: Upload
    file: IO[bytes]

    def blocks(self, read: Read[T], *more: object) -> AsyncGenerator[T]:
        """What `read` yields. Whoever stops before the end closes the generator."""
        announced = self.upload.announced
        kind: UploadKind = announced.kind
        return self.pool.stream(
            read,
            Opened(self.file),
            kind,
            announced.size,
            *more,
            org=self.upload.enterprise,
            cpu_s=_CPU_S,
            memory_bytes=_MEMORY_BYTES,
        )
