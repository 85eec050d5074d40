"""Where a local installation is, and how much of it there is."""

from dataclasses import dataclass
from pathlib import Path

INSIDE = 10
"""What is told inside only has a port so far behind the one of its process."""


@dataclass(frozen=True)
class Layout:
    """Where things are and how many there are of them."""

    data: Path
    port: int = 8080
    """Port of the gateway; the other processes and servers use the ones that follow."""
    processes: int = 1
    """Processes that each API runs."""
    durable: bool = True
    public_url: str | None = None
    """How the gateway is reached from outside, where something in front of it has another name."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def public(self) -> str:
        """The address in labels, page links, tokens and the source of events."""
        return self.public_url or self.url

    def inside(self, port: int) -> int:
        """The internal port of the process whose port counts so far from the gateway's."""
        return self.port + INSIDE + port
