"""?"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Resolution:
    """Why a finding no longer stands, by whom and when."""

    reason: str
    at: datetime
    by: str
