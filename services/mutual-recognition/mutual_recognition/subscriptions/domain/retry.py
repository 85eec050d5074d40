"""When a failed delivery is tried again: ten attempts over about 75 hours."""

from datetime import timedelta

from chassis.backoff import Backoff

WAITS = tuple(
    timedelta(seconds=seconds)
    for seconds in (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)
)
"""Wait after each failed attempt. Source: Standard Webhooks, example schedule; sum 75.6 hours."""
JITTER = 0.1
"""Each wait is stretched or shortened by up to this share, so subscribers are not hit at once."""
SCHEDULE = Backoff(WAITS, less=JITTER, more=JITTER)
