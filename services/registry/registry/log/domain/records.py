"""What the log has on record, and what it proves."""

from dataclasses import dataclass

from registry.log.domain.proof import LogProof


@dataclass(frozen=True)
class LoggedEntry:
    """An entry at its place in the log."""

    index: int
    data: bytes


@dataclass(frozen=True)
class SignedCheckpoint:
    """A signed note over the tree of `size` leaves, and the verifier key that opens it."""

    size: int
    key: str
    note: str


@dataclass(frozen=True)
class Logged:
    """Proof that the log has an entry: the entry itself, its path, a signed checkpoint."""

    entry: str
    proof: LogProof
