"""The calculations of a product as they stood on a day."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class PlaceInHistory(StrEnum):
    """What a calculation was among those of its product."""

    CURRENT = "current"
    """The newest seal."""
    EARLIER = "earlier"
    """Sealed, and a newer seal stood beside it."""
    OPEN = "open"
    """Computed and not sealed by then."""


@dataclass(frozen=True)
class Stood:
    """One calculation on the day."""

    id: UUID
    at: datetime
    seal: str | None
    sealed_at: datetime | None
    place: PlaceInHistory

    @property
    def position(self) -> tuple[str, str]:
        """Where the next page of a list begins."""
        return self.at.isoformat(), str(self.id)


def standing(*, sealed: bool, latest: bool) -> PlaceInHistory:
    if not sealed:
        return PlaceInHistory.OPEN
    return PlaceInHistory.CURRENT if latest else PlaceInHistory.EARLIER
