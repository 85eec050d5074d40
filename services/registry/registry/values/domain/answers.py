"""What every public answer carries."""

SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": "no-cache",
}
"""A label may change its status at any moment."""
