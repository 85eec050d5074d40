"""What someone looks for in the register of labels."""

from dataclasses import dataclass
from datetime import datetime

from contracts.registry import LabelStatus


@dataclass(frozen=True)
class Criteria:
    """What to look for; an absent criterion does not narrow the list."""

    at: datetime
    """The moment whose status counts."""
    limit: int
    before: int | None = None
    """Only labels with a smaller log index: where the next page begins."""
    text: str | None = None
    """Part of the label number, certificate number, product name, model or enterprise."""
    enterprise: str | None = None
    """Unified social credit code."""
    category: str | None = None
    gtin: str | None = None
    """With or without the zeros before it."""
    body: str | None = None
    scheme: str | None = None
    division: str | None = None
    status: LabelStatus | None = None
    since: datetime | None = None
    until: datetime | None = None
    updated_since: datetime | None = None
    """Published or changed since; that a label expires is a change too."""
