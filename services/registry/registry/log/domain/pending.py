"""What waits for the sequencer."""

from dataclasses import dataclass
from enum import StrEnum


class PendingKind(StrEnum):
    """What a pointer points at."""

    LABEL = "label"
    DID_DOCUMENT = "did-document"


@dataclass(frozen=True)
class Pending:
    """One pointer. Several may point at the same thing; the work is done once."""

    position: int
    kind: PendingKind
    subject: str
    traceparent: str | None = None
    """The trace of the event that asked."""
