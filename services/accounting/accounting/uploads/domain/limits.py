"""How much the platform takes in at once."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Limits:
    """How much the platform takes from one enterprise."""

    max_bytes: int
    piece_bytes: int
    open: int
    """Unfinished uploads of one enterprise."""
    keep: timedelta
    """How long a client has to send all pieces."""
