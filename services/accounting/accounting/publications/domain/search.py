"""What lists about publications are asked for."""

from enum import StrEnum

from accounting.publications.domain.record import Grant, Way
from accounting.values.domain.criteria import Organisation
from chassis.asking import Asked, AskedByTime, UpdatedSince


class GrantState(StrEnum):
    """Whether access goes on."""

    OPEN = "open"
    ENDED = "ended"


class GrantsAsked(Asked):
    """A page of who was ever let in."""

    state: GrantState | None = None
    updated_since: UpdatedSince = None

    def fits(self, grant: Grant) -> bool:
        changed = grant.end.at if grant.end else grant.at
        state = GrantState.ENDED if grant.end else GrantState.OPEN
        wanted = self.state in (None, state)
        return wanted and (self.updated_since is None or changed >= self.updated_since)


class ReadsAsked(AskedByTime):
    """A page of the readings of a footprint."""

    reader: Organisation = None
    way: Way | None = None
