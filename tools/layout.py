"""Where a local installation is, and how much of it there is."""

from dataclasses import dataclass
from pathlib import Path

from tools import fleet
from tools.fleet import Process, Service

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

    sample: bool = False
    """Whether it has a test tenant."""

    @property
    def services(self) -> tuple[Service, ...]:
        return (*fleet.SERVICES, *(fleet.SAMPLES.values() if self.sample else ()))

    @property
    def running(self) -> tuple[Process, ...]:
        """Every process there is here."""
        return fleet.PROCESSES + (fleet.SAMPLE_PROCESSES if self.sample else ())

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def public(self) -> str:
        """The address in labels, page links, tokens and the source of events."""
        return self.public_url or self.url

    def data_of(self, service: Service) -> Path:
        """Where its files and keys are: those of the test tenant apart."""
        return self.data / "sample" if service.sample else self.data

    def inside(self, port: int) -> int:
        """The internal port of the process whose port counts so far from the gateway's."""
        return self.port + INSIDE + port
