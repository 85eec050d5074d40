"""What lists of nominations and of listed products are asked for."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from certification.catalogue.domain.nomination import NominationState


@dataclass(frozen=True)
class NominationSearch:
    """What to look for; an absent criterion does not narrow the list."""

    enterprise: str | None = None
    product_id: UUID | None = None
    category: str | None = None
    division: str | None = None
    states: tuple[NominationState, ...] = ()
    batch: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    updated_since: datetime | None = None
    words: str | None = None
    """Part of a name or model, in either case."""
    by_publication: bool = False
    """Whether the list is dated and ordered by publication, not by nomination."""
