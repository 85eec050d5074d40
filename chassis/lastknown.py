"""What a service last made public, kept in a place that no backup of its database brings back."""

import asyncio
import json
import os
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from obstore.store import S3Store


class Place(ABC):
    """Named files of one service; one process at a time writes a file."""

    @property
    @abstractmethod
    def package(self) -> str:
        """Whose files they are."""

    @abstractmethod
    async def read(self, name: str) -> bytes | None:
        """The content, or nothing when there is no such file."""

    @abstractmethod
    async def write(self, name: str, content: bytes) -> None:
        """Keep the content instead of what was there; it outlives a power cut from here on."""


@dataclass(frozen=True)
class Folder(Place):
    """Files in a folder, on a volume of its own."""

    folder: Path

    @property
    def package(self) -> str:
        return self.folder.name

    async def read(self, name: str) -> bytes | None:
        return await asyncio.to_thread(self._read, name)

    async def write(self, name: str, content: bytes) -> None:
        await asyncio.to_thread(self._write, name, content)

    def _read(self, name: str) -> bytes | None:
        try:
            return (self.folder / name).read_bytes()
        except FileNotFoundError:
            return None

    def _write(self, name: str, content: bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}-{token_hex(4)}")
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    """A file that was renamed is found after a power cut only if its folder was written too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@dataclass(frozen=True)
class Bucket(Place):
    """Objects in a bucket of any store that speaks S3."""

    client: "S3Store"
    prefix: str

    @property
    def package(self) -> str:
        return self.prefix.rstrip("/").rpartition("/")[2]

    async def read(self, name: str) -> bytes | None:
        from obstore import get_async

        try:
            found = await get_async(self.client, f"{self.prefix}{name}")
        except FileNotFoundError:
            return None
        return bytes(await found.bytes_async())

    async def write(self, name: str, content: bytes) -> None:
        from obstore import put_async

        await put_async(self.client, f"{self.prefix}{name}", content)


def bucket(
    name: str, prefix: str, *, endpoint: str, region: str, access_key: str, secret_key: str
) -> Bucket:
    """A place in the bucket of this name, below `prefix`."""
    from obstore.store import S3Store  # Not for a process that has a folder.

    client = S3Store(
        name,
        endpoint=endpoint,
        region=region,
        access_key_id=access_key,
        secret_access_key=secret_key,
        virtual_hosted_style_request=False,
        # Settings refuse plain HTTP in production. An act waits for the answer.
        client_options={
            "allow_http": endpoint.startswith("http://"),
            "connect_timeout": timedelta(seconds=3),
            "timeout": timedelta(seconds=10),
        },
        retry_config={"max_retries": 2, "retry_timeout": timedelta(seconds=10)},
    )
    return Bucket(client, prefix)


@dataclass(frozen=True, order=True)
class Generation:
    """One life of a database, from its making or its restore to the next restore."""

    ordinal: int
    id: str

    def __str__(self) -> str:
        return f"{self.ordinal}-{self.id}"

    @classmethod
    def parse(cls, text: str) -> "Generation":
        """Raises `ValueError`."""
        ordinal, _, id = text.partition("-")
        return cls(int(ordinal), id)


@dataclass(frozen=True)
class Mark:
    """Something that became public, and the act by which it did."""

    act: int
    value: Any


@dataclass(frozen=True)
class LastKnown:
    """The generation that spoke last, how many acts there were, and the largest of everything."""

    generation: Generation
    acts: int = 0
    marks: Mapping[str, Mark] = field(default_factory=dict)

    def after(self, act: int, marks: Mapping[str, Any]) -> "LastKnown":
        """With one more act. Acts may arrive out of order: an earlier one overwrites no later."""
        newer = {
            name: Mark(act, value)
            for name, value in marks.items()
            if name not in self.marks or self.marks[name].act <= act
        }
        return replace(self, acts=max(self.acts, act), marks={**self.marks, **newer})

    def mark(self, name: str, default: Any = None) -> Any:
        return self.marks[name].value if name in self.marks else default

    def encode(self) -> bytes:
        marks = {name: [mark.act, mark.value] for name, mark in sorted(self.marks.items())}
        text = {"generation": str(self.generation), "acts": self.acts, "marks": marks}
        return json.dumps(text, ensure_ascii=False, indent=1).encode()

    @classmethod
    def decode(cls, content: bytes) -> "LastKnown":
        """Raises `ValueError` and `KeyError` for what is damaged."""
        text = json.loads(content)
        marks = {name: Mark(act, value) for name, (act, value) in text["marks"].items()}
        return cls(Generation.parse(text["generation"]), text["acts"], marks)
