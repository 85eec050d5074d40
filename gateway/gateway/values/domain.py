"""What text must be like."""

PRINTABLE = r"^[^\x00-\x1f\x7f]+$"
"""Text on one line; PostgreSQL takes no NUL and logs should hold no line breaks."""
