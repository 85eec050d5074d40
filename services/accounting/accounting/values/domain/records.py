"""Records with their moment, as lists show them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

T = TypeVar("T")


@dataclass(frozen=True)
class Dated(Generic[T]):
    """A domain object with the moment it was recorded and its identifier."""

    id: UUID
    at: datetime
    content: T

    @property
    def position(self) -> tuple[str, str]:
        """Where the next page of a list begins."""
        return self.at.isoformat(), str(self.id)


@dataclass(frozen=True)
class Part(Dated[T]):
    """A dated object that belongs to another: a system to its product, activity to its system."""

    of: UUID
