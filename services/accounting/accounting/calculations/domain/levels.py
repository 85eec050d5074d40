"""One footprint beside others that may be compared with it."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Comparable:
    """A sealed footprint of the same rule, declared unit, boundary and GWP set."""

    enterprise: str
    value: Decimal
