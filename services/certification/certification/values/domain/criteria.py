"""What a list of things that rest on a footprint is asked for."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.certification import Scheme


@dataclass(frozen=True)
class Criteria:
    """What to look for; an absent criterion does not narrow the list."""

    enterprise: str | None = None
    body: str | None = None
    product_id: UUID | None = None
    calculation_id: UUID | None = None
    category: str | None = None
    scheme: Scheme | None = None
    division: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    updated_since: datetime | None = None
    words: str | None = None
    """Part of a name or number, in either case."""
