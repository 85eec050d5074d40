"""Addresses at which clients publish their keys, so that a rotation needs nothing of us."""

from dataclasses import dataclass
from datetime import datetime, timedelta

READ_EVERY = timedelta(minutes=5)
"""How old a client's keys can be; a new key is published so long before it signs."""


@dataclass(frozen=True)
class KeysAddress:
    """Where a client's keys are read, and how that went last."""

    client_id: str
    jwks_uri: str
    due_at: datetime
    read_at: datetime | None = None
    """When keys were last taken from there."""
    fault: str | None = None
    """Why the last attempt took none; the keys of before go on."""
