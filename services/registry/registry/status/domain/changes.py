"""Status changes, and the editions that show them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from registry.status.domain.status_list import Purpose, StatusListIssue


@dataclass(frozen=True)
class Place:
    """Where a certificate is in the lists of either purpose."""

    list_number: int
    index: int


@dataclass(frozen=True)
class StatusChange:
    """A bit of a label's certificate is to be set or cleared."""

    label_number: str
    purpose: Purpose
    is_set: bool
    changed_at: datetime
    reason_code: str | None = None
    is_cancellation: bool = False
    """Whether a revocation is the holder's wish and no sanction."""
    replaced_by: str | None = None
    """Number of the certificate that took the place of a cancelled one."""
    id: int = 0
    """Order of arrival; given by the database."""


@dataclass(frozen=True)
class PublishedList:
    """A signed edition of a list, and the leaf that commits to it."""

    issue: StatusListIssue
    key: str
    credential: str
    log_index: int


@dataclass(frozen=True)
class PublishedChange:
    """A change that is public by now, and the leaf that shows it."""

    change: StatusChange
    log_index: int


def editions(changes: Iterable[StatusChange]) -> Iterator[list[StatusChange]]:
    """Changes in their order, parted so that no edition hides a change behind a later one.

    Changes of different labels share an edition; two of one label's bit never do.
    """
    edition: list[StatusChange] = []
    for change in changes:
        if any(_is_same_bit(change, earlier) for earlier in edition):
            yield edition
            edition = []
        edition.append(change)
    if edition:
        yield edition


def _is_same_bit(one: StatusChange, other: StatusChange) -> bool:
    return (one.label_number, one.purpose) == (other.label_number, other.purpose)
