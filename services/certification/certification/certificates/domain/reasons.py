"""What the codes of the national tables mean, in words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ReasonWord:
    """A code of one of the tables."""

    act: str
    """`suspension`, `withdrawal` or `cancellation`: each has a table of its own."""
    code: str
    zh: str
    en: str
    is_stand_in: bool
    """Whether the words are the pilot's own, because the national ones were not found."""
