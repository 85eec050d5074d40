"""Zip archives: read with suspicion before a byte is inflated, and written the same every time."""

import lzma
import struct
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import IO

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_UNIX, _READABLE = 3, 0o644 << 16
_PIECE_BYTES = 1 << 16
_SMALL_BYTES = 1 << 20
_LONGEST_NAME = 1_000
_END, _END_BYTES, _END_64_BYTES, _LONGEST_COMMENT = b"PK\x05\x06", 22, 76, 0xFFFF
_ENTRY_BYTES, _HEADER_BYTES = 46, 30
_MEMBER = b"PK\x03\x04"
_DAMAGES = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError)
_FAILURES = (*_DAMAGES, OSError, RuntimeError, ValueError)


class Fault(StrEnum):
    """Why an archive is not read."""

    UNREADABLE = "it is damaged, or no zip"
    TOO_MANY = "it has too many members"
    TOO_LARGE = "it unpacks to more than may be read"
    LOCKED = "a member has a password"
    METHOD = "a member is compressed by a method that is not read"
    NAME = "a member has a name that leads elsewhere"
    TWICE = "a member is there twice"
    OVERLAP = "members lie inside one another"
    NESTED = "a member is an archive itself"
    SLOW = "reading it takes too long"


class ArchiveRefused(Exception):
    """An archive that is not read, or not further."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(f"{fault}: {detail}" if detail else str(fault))
        self.fault = fault


@dataclass(frozen=True)
class Limits:
    """What an archive may be. All but the time is checked against what it declares of itself,
    which no member can exceed while it is read."""

    packed_bytes: int
    members: int
    member_bytes: int
    total_bytes: int
    """Of the members that are wanted."""
    ratio: int = 250
    """How many times its packed size a member of over a megabyte may be; text reaches some 30."""
    within_s: float = 20.0
    """For all that is read."""
    methods: frozenset[int] = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
    """The others inflate in steps that nobody limits: 4 KiB of bzip2 hold a hundred megabytes."""


class Archive:
    """The members of an archive that was found harmless, by names with `/` between their parts."""

    def __init__(self, file: zipfile.ZipFile, limits: Limits, members: dict[str, zipfile.ZipInfo]):
        self._file, self._members = file, members
        self._ends = time.monotonic() + limits.within_s
        self.names = tuple(members)
        """In the order of the archive."""

    def read(self, name: str) -> bytes:
        """A member whole. Raises `ArchiveRefused`, `KeyError`."""
        return b"".join(self.pieces(name))

    def pieces(self, name: str) -> Iterator[bytes]:
        """A member, up to 64 KiB at a time. Raises `ArchiveRefused`, `KeyError`."""
        member, first = self._members[name], True
        with _told():
            content = self._file.open(member)
        with content:
            while True:
                with _told():
                    piece = content.read(_PIECE_BYTES)
                if not piece:
                    return
                if first and piece.startswith(_MEMBER):
                    raise ArchiveRefused(Fault.NESTED, name)
                if time.monotonic() > self._ends:
                    raise ArchiveRefused(Fault.SLOW)
                yield piece
                first = False


@contextmanager
def opened(
    source: bytes | IO[bytes], limits: Limits, wanted: Callable[[str], bool] = lambda name: True
) -> Iterator[Archive]:
    """Check an archive, then read of it what is `wanted`. Raises `ArchiveRefused`."""
    file = BytesIO(source) if isinstance(source, bytes) else source
    with _told():
        _check_size(file, limits)
        archive = zipfile.ZipFile(file)
    with archive:
        yield Archive(archive, limits, _checked(archive, limits, wanted))


def packed(files: Iterable[tuple[str, bytes]], *, compressed: bool = True) -> bytes:
    """An archive of the files in their order: the same files always give the same bytes."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, file in files:
            member = zipfile.ZipInfo(name, _LONG_AGO)
            member.create_system, member.external_attr = _UNIX, _READABLE
            member.compress_type = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
            archive.writestr(member, file)
    return content.getvalue()


def _check_size(file: IO[bytes], limits: Limits) -> None:
    """The archive and its directory, of which zipfile makes objects before it can be asked."""
    size = file.seek(0, 2)
    if size > limits.packed_bytes:
        raise ArchiveRefused(Fault.TOO_LARGE, f"more than {limits.packed_bytes} bytes")
    file.seek(max(0, size - _LONGEST_COMMENT - _END_BYTES - _END_64_BYTES))
    before, end, rest = file.read().rpartition(_END)
    directory, comment = struct.unpack("<8xL4xH", rest[: _END_BYTES - 4].ljust(18, b"\xff"))
    kind, is_large = before[-76:-72], before[-20:-16] == b"PK\x06\x07"
    if not end or len(rest) != 18 + comment or (is_large and kind != b"PK\x06\x06"):
        raise ArchiveRefused(Fault.UNREADABLE)
    if is_large:
        (directory,) = struct.unpack("<Q", before[-36:-28])
    if directory > limits.members * (_ENTRY_BYTES + _LONGEST_NAME):
        raise ArchiveRefused(Fault.TOO_MANY)
    file.seek(0)


def _checked(
    archive: zipfile.ZipFile, limits: Limits, wanted: Callable[[str], bool]
) -> dict[str, zipfile.ZipInfo]:
    """The wanted members by name, after each was found harmless by what it declares."""
    members = archive.infolist()
    if len(members) > limits.members:
        raise ArchiveRefused(Fault.TOO_MANY, f"more than {limits.members}")
    _check_places(archive)
    found: dict[str, zipfile.ZipInfo] = {}
    for member in members:
        name = member.filename.replace("\\", "/")
        if member.is_dir() or not wanted(name):
            continue
        if fault := _fault(name, member, limits):
            raise ArchiveRefused(fault, f"{name[:100]} (method {member.compress_type})")
        if name in found:
            raise ArchiveRefused(Fault.TWICE, name[:100])
        found[name] = member
    if sum(member.file_size for member in found.values()) > limits.total_bytes:
        raise ArchiveRefused(Fault.TOO_LARGE, f"more than {limits.total_bytes} bytes")
    return found


def _fault(name: str, member: zipfile.ZipInfo, limits: Limits) -> Fault | None:
    swells = member.file_size > limits.ratio * member.compress_size
    if not name.isprintable() or name[:1] == "/" or name[1:2] == ":" or ".." in name.split("/"):
        return Fault.NAME
    if member.flag_bits & 1:
        return Fault.LOCKED
    if member.compress_type not in limits.methods:
        return Fault.METHOD
    if member.file_size > limits.member_bytes or (swells and member.file_size > _SMALL_BYTES):
        return Fault.TOO_LARGE
    return None


def _check_places(archive: zipfile.ZipFile) -> None:
    """No two members share bytes: overlapping ones make gigabytes of a few kilobytes."""
    free = 0
    for member in sorted(archive.infolist(), key=lambda member: member.header_offset):
        if member.header_offset < free:
            raise ArchiveRefused(Fault.OVERLAP)
        free = member.header_offset + _HEADER_BYTES + member.compress_size
    if free > archive.start_dir:
        raise ArchiveRefused(Fault.OVERLAP)


@contextmanager
def _told() -> Iterator[None]:
    """Whatever a damaged archive makes the readers raise, as one refusal."""
    try:
        yield
    except _FAILURES as failure:
        raise ArchiveRefused(Fault.UNREADABLE, str(failure)[:200]) from failure
