"""Encryption of files: a key for each, wrapped by the master key, in frames that can be sought.

A frame's nonce is its number and whether it is the last one, so frames cannot be swapped, and a
file that lost its end does not open. All of it is bound to the name of the file, its hash.
"""

import io
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Self
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from accounting.custody.domain.encryption import MasterKey, SecretUnreadable, new_key

FRAME = 64 * 1024
_TAG = 16
_MAGIC = b"\x01tanbiao"
_LENGTHS = struct.Struct(">BB")
_NOBODY = UUID(int=0)


class FileAltered(SecretUnreadable):
    """A file is not what was kept under its name."""


@dataclass(frozen=True)
class Head:
    """What stands before the frames: which master key wrapped the file's key, and the key so."""

    master: str
    wrapped: bytes

    def written(self) -> bytes:
        name = self.master.encode()
        return _MAGIC + _LENGTHS.pack(len(name), len(self.wrapped)) + name + self.wrapped

    @classmethod
    def read(cls, file: IO[bytes]) -> Self | None:
        """The head of a file; None, and the file at its beginning, when it is not encrypted."""
        if file.read(len(_MAGIC)) != _MAGIC:
            file.seek(0)
            return None
        name, wrapped = _LENGTHS.unpack(file.read(_LENGTHS.size))
        return cls(file.read(name).decode(), file.read(wrapped))

    def rewrapped(self, sha256: str, known: Mapping[str, MasterKey], new: MasterKey) -> "Head":
        """The same key under another master."""
        return _head(self.key(sha256, known), sha256, new)

    def key(self, sha256: str, known: Mapping[str, MasterKey]) -> bytes:
        """Raises `SecretUnreadable`."""
        if (master := known.get(self.master)) is None:
            raise SecretUnreadable(f"file {sha256} needs master key {self.master}")
        try:
            return master.unwrap(self.wrapped, _NOBODY, sha256)
        except SecretUnreadable as failure:
            raise FileAltered(f"file {sha256} was altered at its head") from failure


def encrypt_file(plain: IO[bytes], encrypted: IO[bytes], sha256: str, master: MasterKey) -> None:
    """Write what `plain` has, under a key of its own; one frame is in memory at a time."""
    key = new_key()
    encrypted.write(_head(key, sha256, master).written())
    cipher, number, frame = AESGCM(key), 0, plain.read(FRAME)
    while True:
        following = plain.read(FRAME)
        nonce = _nonce(number, last=not following)
        encrypted.write(cipher.encrypt(nonce, frame, sha256.encode()))
        if not following:
            return
        number, frame = number + 1, following


def decrypted(
    file: IO[bytes], sha256: str, known: Mapping[str, MasterKey]
) -> io.BufferedReader | None:
    """The content as a file; None when it is not encrypted. Reading raises `SecretUnreadable`."""
    head = Head.read(file)
    if head is None:
        return None
    return io.BufferedReader(_Frames(file, head.key(sha256, known), sha256), FRAME)


class _Frames(io.RawIOBase):
    """The plain content, frame by frame, from any position."""

    def __init__(self, file: IO[bytes], key: bytes, sha256: str) -> None:
        self._file, self._cipher, self._sha256 = file, AESGCM(key), sha256
        self._start = file.tell()
        size = file.seek(0, io.SEEK_END) - self._start
        self._frames = max(1, -(-size // (FRAME + _TAG)))
        self._size = size - self._frames * _TAG
        self._position, self._number, self._frame = 0, -1, b""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        self._position = max(0, base + offset)
        return self._position

    def tell(self) -> int:
        return self._position

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]  # Narrower.
        number, begin = divmod(self._position, FRAME)
        if number >= self._frames:
            return 0
        piece = self._opened(number)[begin : begin + len(buffer)]
        buffer[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)

    def close(self) -> None:
        self._file.close()
        super().close()

    def _opened(self, number: int) -> bytes:
        if number != self._number:
            self._file.seek(self._start + number * (FRAME + _TAG))
            nonce = _nonce(number, last=number == self._frames - 1)
            sealed = self._file.read(FRAME + _TAG)
            try:
                self._frame = self._cipher.decrypt(nonce, sealed, self._sha256.encode())
            except InvalidTag as failure:
                raise FileAltered(f"file {self._sha256} was altered") from failure
            self._number = number
        return self._frame


def _head(key: bytes, sha256: str, master: MasterKey) -> Head:
    return Head(master.id, master.wrap(key, _NOBODY, sha256))


def _nonce(number: int, *, last: bool) -> bytes:
    return struct.pack(">QI", number, int(last))
