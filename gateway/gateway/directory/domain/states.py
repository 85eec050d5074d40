"""Which services answer, as everybody may know it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ServiceState(StrEnum):
    UP = "up"
    DOWN = "down"


class PlatformState(StrEnum):
    UP = "up"
    PARTLY = "partly"
    """Some service does not answer; those that do are not touched by it."""
    DOWN = "down"


@dataclass(frozen=True)
class Survey:
    """Who answered at a moment."""

    at: datetime
    services: dict[str, ServiceState]

    @property
    def state(self) -> PlatformState:
        found = set(self.services.values())
        if found == {ServiceState.UP}:
            return PlatformState.UP
        return PlatformState.PARTLY if ServiceState.UP in found else PlatformState.DOWN
