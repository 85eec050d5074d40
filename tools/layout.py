"""Where a local installation is, and how much of it there is."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Layout:
    """Where things are and how many there are of them."""

    data: Path
    port: int = 8080
    """Port of the gateway; the other processes and servers use the ones that follow."""
    processes: int = 1
    """Processes that each API runs."""
    durable: bool = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"
