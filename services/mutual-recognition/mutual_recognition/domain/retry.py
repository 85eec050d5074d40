"""When a failed delivery is tried again: ten attempts over about 75 hours."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

WAITS = tuple(
    timedelta(seconds=seconds)
    for seconds in (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)
)
"""Wait after each failed attempt. Source: Standard Webhooks, example schedule; sum 75.6 hours."""
JITTER = 0.1
"""Each wait is stretched or shortened by up to this share, so subscribers are not hit at once."""
LONGEST_WAIT = timedelta(hours=24)
"""The most that a subscriber's Retry-After can ask for."""
_BUSY = (429, 503)


def next_attempt(
    made: int, at: datetime, roll: float, retry_after: timedelta | None = None
) -> datetime | None:
    """When to try again after the attempt number `made` failed at `at`; None after the last one.

    `roll` is a random number in [0, 1). The subscriber's `retry_after` can only lengthen the wait.
    """
    if made > len(WAITS):
        return None
    wait = WAITS[made - 1] * (1 - JITTER + 2 * JITTER * roll)
    return at + max(wait, min(retry_after or timedelta(0), LONGEST_WAIT))


def retry_after(status: int, header: str | None, now: datetime) -> timedelta | None:
    """The wait that a busy subscriber asked for (RFC 9110, 10.2.3), where it asked properly."""
    if status not in _BUSY or header is None:
        return None
    if header.isascii() and header.isdigit():
        # A number too long for a timedelta means "very long" all the same.
        return timedelta(seconds=min(int(header[:9]), LONGEST_WAIT.total_seconds()))
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(moment - now, timedelta(0))
