"""A sealed calculation that the database lost and whose bundle is kept elsewhere."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class LostCalculation:
    """What certification says of a bundle that it keeps."""

    calculation: UUID
    seal: str
    sealed_at: datetime
