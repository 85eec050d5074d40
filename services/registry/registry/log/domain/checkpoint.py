"""Checkpoints (C2SP tlog-checkpoint): the log's size and root hash as a signed note's text."""

import binascii
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from chassis.refusals import Invalid
from registry.log.domain import note
from registry.log.domain.merkle import EMPTY_ROOT

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


class CheckpointMalformed(Invalid):
    """The note is no checkpoint of the expected log."""

    zh = "这不是日志 {origin} 的检查点;请从该日志的 checkpoint 地址重新获取。"
    en = "This is not a checkpoint of the log {origin}; fetch it again from its checkpoint address."


@dataclass(frozen=True)
class Checkpoint:
    """What the log commits to: `size` leaves under `root`."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"


def sign(checkpoint: Checkpoint, key: note.SignerKey) -> str:
    """The checkpoint as a signed note, ready to be served."""
    return str(note.sign(checkpoint.text, key))


def parse(text: str, origin: str) -> Checkpoint:
    """Read a note's text. Extension lines are allowed and ignored. Raises `CheckpointMalformed`."""
    lines = text.split("\n")
    # Origins are compared as text: two logs of one operator differ in nothing else.
    if len(lines) < 4 or "" in lines[:-1] or lines[0] != origin or not _SIZE.fullmatch(lines[1]):
        raise CheckpointMalformed(origin=origin)
    try:
        root = b64decode(lines[2], validate=True)
    except (binascii.Error, ValueError) as error:
        raise CheckpointMalformed(origin=origin) from error
    checkpoint = Checkpoint(origin, int(lines[1]), root)
    # An empty tree has one root by definition, so any other is a forgery.
    if len(root) != 32 or (checkpoint.size == 0 and root != EMPTY_ROOT):
        raise CheckpointMalformed(origin=origin)
    return checkpoint


def open_checkpoint(signed: str, origin: str, trusted: Iterable[note.VerifierKey]) -> Checkpoint:
    """The checkpoint that a trusted key signed. Raises `CheckpointMalformed` or what
    `note.open_note` raises."""
    return _opened(signed, origin, tuple(trusted))


@lru_cache(maxsize=64)
def _opened(signed: str, origin: str, trusted: tuple[note.VerifierKey, ...]) -> Checkpoint:
    return parse(note.open_note(signed, trusted).text, origin)
