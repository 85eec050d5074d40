"""Variables that hold a text or name a file of it."""

from pathlib import Path


def text_or_file(value: str) -> str:
    """JSON text is taken as it is; anything else names a file."""
    return value if value.lstrip().startswith("{") else Path(value).read_text("utf-8")
