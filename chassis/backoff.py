"""How long to rest before the next attempt, and the rest that somebody busy asks for."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST_ASKED = timedelta(hours=24)
"""The most that a `Retry-After` can ask for."""
_BUSY = (429, 503)


@dataclass(frozen=True)
class Backoff:
    """A schedule of attempts."""

    pauses: tuple[timedelta, ...]
    """After the first failed attempt, after the second, and so on."""
    endless: bool = False
    """Whether the last pause repeats for ever, where otherwise nobody tries again after it."""
    less: float = 0.0
    """The share by which chance may shorten a pause, so that not all come back at once."""
    more: float = 0.0
    """The share by which chance may stretch it."""

    @classmethod
    def doubling(
        cls, first: timedelta, longest: timedelta, *, endless: bool = True, more: float = 0.0
    ) -> "Backoff":
        """Each pause twice the one before, up to the longest."""
        pauses = [first]
        while pauses[-1] < longest:
            pauses.append(min(2 * pauses[-1], longest))
        return cls(tuple(pauses), endless, more=more)

    def pause(self, failed: int, roll: float = 0.0) -> timedelta | None:
        """The rest after that many failed attempts, None after the last; `roll` is in [0, 1)."""
        if failed > len(self.pauses) and not self.endless:
            return None
        exact = self.pauses[min(failed, len(self.pauses)) - 1]
        return exact * (1 - self.less + (self.less + self.more) * roll)

    def next_attempt(
        self, failed: int, at: datetime, roll: float = 0.0, asked: timedelta | None = None
    ) -> datetime | None:
        """When to try again; what was `asked` for can only lengthen the rest."""
        pause = self.pause(failed, roll)
        if pause is None:
            return None
        return at + max(pause, min(asked or timedelta(0), LONGEST_ASKED))


def retry_after(status: int, header: str | None, now: datetime) -> timedelta | None:
    """The wait that a busy server asked for (RFC 9110, 10.2.3), where it asked properly."""
    if status not in _BUSY or header is None:
        return None
    if header.isascii() and header.isdigit():
        # A number too long for a timedelta means "very long" all the same.
        return min(timedelta(seconds=int(header[:9])), LONGEST_ASKED)
    try:
        moment = parsedate_to_datetime(header)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return max(moment - now, timedelta(0))
    except (ValueError, OverflowError, TypeError, IndexError):
        # The parser raises whatever the year, the zone or a missing part made it stumble over.
        return None
