"""What one round of the sequencer made public, as it is kept beside the database."""

from dataclasses import dataclass

from pydantic import TypeAdapter

from registry.identities.domain.did import DidVersion
from registry.log.domain.entry import Entry
from registry.log.domain.records import SignedCheckpoint
from registry.status.domain.changes import PublishedList


@dataclass(frozen=True)
class Record:
    """The entries from one size of the log to the next, and what exists nowhere but here."""

    first: int
    entries: tuple[Entry, ...]
    head: SignedCheckpoint
    documents: tuple[DidVersion, ...]
    editions: tuple[PublishedList, ...]

    @property
    def name(self) -> str:
        return record_name(self.first)

    def encode(self) -> bytes:
        return _RECORDS.dump_json(self)

    @classmethod
    def decode(cls, content: bytes) -> "Record":
        """Raises `ValueError` for what is damaged."""
        return _RECORDS.validate_json(content)


_RECORDS = TypeAdapter(Record)


def record_name(first: int) -> str:
    """The name of the record whose first entry is at this place of the log."""
    return f"log/{first:012}.json"
