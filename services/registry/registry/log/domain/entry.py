"""Log entries: canonical JSON with identifiers and hashes only, never personal or trade data."""

from dataclasses import dataclass
from enum import StrEnum

from chassis.canonical import canonical
from registry.log.domain.merkle import leaf_hash

MAX_BYTES = 1024


class EntryKind(StrEnum):
    """What an entry commits to."""

    LABEL = "label"
    STATUS_LIST = "status-list"
    DID_DOCUMENT = "did-document"


@dataclass(frozen=True)
class Entry:
    """One entry: its bytes, and the identity under which it can be in the log only once."""

    kind: EntryKind
    identity: str
    data: bytes

    @property
    def leaf(self) -> bytes:
        return leaf_hash(self.data)


def entry(kind: EntryKind, identity: str, facts: dict[str, object]) -> Entry:
    """The entry that says these facts about a thing, and nothing else."""
    data = canonical({"kind": kind, "version": 1, **facts})
    if len(data) > MAX_BYTES:
        # Every member has a bounded length, so only a faulty member can get here.
        raise ValueError(f"log entry {kind} {identity} is {len(data)} bytes long")
    return Entry(kind, identity, data)
