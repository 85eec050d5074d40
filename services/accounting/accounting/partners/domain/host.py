"""How this platform names itself to partners."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Host:
    """How this platform names itself."""

    domain: str
    source: str
