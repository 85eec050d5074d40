"""How this platform names itself to partners."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Host:
    """How this platform names itself, and whether it may call private addresses."""

    domain: str
    source: str
    allow_private: bool
