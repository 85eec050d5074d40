"""How an enterprise treats what partners ask, where no person has to look."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class UnknownProducts(StrEnum):
    """What becomes of a request for products that the enterprise does not have."""

    ASK = "ask"
    """A person looks at it, within the time that is allowed."""
    REJECT = "reject"
    """It is rejected at once."""


@dataclass(frozen=True)
class ExchangeRule:
    """The rule of one enterprise; until it sets one, people look at everything."""

    unknown_products: UnknownProducts = UnknownProducts.ASK
    changed_at: datetime | None = None
    changed_by: str | None = None
