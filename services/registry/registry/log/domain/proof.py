"""The textual form of a log proof (C2SP tlog-proof): index, inclusion path, signed checkpoint."""

import base64
import binascii
from dataclasses import dataclass

HEADER = "c2sp.org/tlog-proof@v1"
_HASH_BYTES = 32


@dataclass(frozen=True)
class LogProof:
    """Shows that an entry is at `index` in the tree of `checkpoint`, which travels verbatim."""

    index: int
    path: tuple[bytes, ...]
    """Sibling hashes from the leaf up to the root's child, RFC 6962 section 2.1.1."""
    checkpoint: str

    def text(self) -> str:
        """The proof as a `.tlog-proof` file; the same proof always gives the same text."""
        hashes = (base64.b64encode(sibling).decode() for sibling in self.path)
        return "\n".join((HEADER, f"index {self.index}", *hashes, "", self.checkpoint))

    @classmethod
    def parse(cls, text: str) -> "LogProof":
        """Read a `.tlog-proof` file; raises `ValueError` when it is not one.

        The optional `extra` line is not authenticated, so it is skipped.
        """
        head, blank, checkpoint = text.partition("\n\n")
        lines = head.split("\n")
        if lines[0] != HEADER or not blank:
            raise ValueError("not a tlog-proof")
        body = lines[2:] if lines[1:2] and lines[1].startswith("extra ") else lines[1:]
        if not body:
            raise ValueError("the proof names no index")
        return cls(_index(body[0]), tuple(map(_hash, body[1:])), checkpoint)


def _index(line: str) -> int:
    word, _, digits = line.partition(" ")
    if word != "index" or not digits.isascii() or not digits.isdigit():
        raise ValueError("the proof names no index")
    if digits != str(int(digits)):
        raise ValueError("the index is not in its shortest form")
    return int(digits)


def _hash(line: str) -> bytes:
    try:
        value = base64.b64decode(line, validate=True)
    except binascii.Error as error:
        raise ValueError("a hash of the proof is not base64") from error
    if len(value) != _HASH_BYTES:
        raise ValueError("a hash of the proof is not 32 bytes")
    return value
