"""A duty: what somebody has to do about a file, and until when."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from certification.values.domain.sight import Sight
from packs.region import Role


class DutyKind(StrEnum):
    """What has to be done. The region pack says who owes it, its words and its term."""

    ACCEPTANCE = "acceptance"
    OVERDUE_ACCEPTANCE = "overdue-acceptance"
    SURVEILLANCE_VISIT = "surveillance-visit"
    OVERDUE_SURVEILLANCE = "overdue-surveillance"
    SUSPENSION_END = "suspension-end"
    HEARING = "hearing"
    HEARING_DECISION = "hearing-decision"
    CANCELLATION = "cancellation"
    RECERTIFICATION = "recertification"
    EXPIRY = "expiry"
    ARCHIVE = "archive"
    DATA_AGE = "data-age"


class DutyState(StrEnum):
    """Where a duty stands."""

    OPEN = "open"
    DONE = "done"
    """What had to be done was done in time."""
    LAPSED = "lapsed"
    """Its date passed, and what follows by itself followed."""
    DROPPED = "dropped"
    """Nothing has to be done any more."""


@dataclass(frozen=True)
class Matter:
    """The file that a duty is about, and whose it is."""

    noun: str
    """`certificate` or `application`."""
    id: UUID
    reference: str
    """What people call it, such as the certificate's number."""
    enterprise: str
    body: str
    division: str

    @property
    def lock(self) -> str:
        """The lock under which the file changes, as its own commands hold it."""
        return f"{self.noun} {self.id}"


@dataclass(frozen=True)
class Duty:
    """One line of the calendar."""

    id: UUID
    kind: DutyKind
    matter: Matter
    owed_by: Role
    set_at: datetime
    due_at: datetime
    state: DutyState = DutyState.OPEN
    settled_at: datetime | None = None


Follow = Callable[[Any, Duty], Awaitable[None]]
"""What follows by itself when the date of a duty has passed, in the transaction given."""


@dataclass(frozen=True)
class DutySearch:
    """Which duties are asked for; an absent criterion does not narrow the list."""

    sight: Sight
    owed_by: str | None = None
    """A role; with the sight of one of its organisations it is what that one owes."""
    state: DutyState | None = None
    kind: DutyKind | None = None
    due_before: datetime | None = None
    matter: UUID | None = None
    updated_since: datetime | None = None
    after: tuple[datetime, UUID] | None = None
