"""What every public answer carries, and how long it may be kept by others."""

from datetime import datetime, timedelta

SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": "no-cache",
}
"""What may be another at the next moment."""
NEAR = timedelta(minutes=2)
"""Longer than an answer is kept, here and by others together."""
FRESH = {**SAFE, "Cache-Control": "public, max-age=5, stale-while-revalidate=25"}
"""A label may change its status at any moment: nobody shows what is older than half a minute."""


def lasting(at: datetime, until: datetime | None) -> dict[str, str]:
    """Headers of what changes by time alone at `until`: kept by nobody when that is near."""
    return dict(SAFE if until and until - at <= NEAR else FRESH)
