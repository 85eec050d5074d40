"""Grants that end, and what else the exchange keeps."""

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Nothing yet."""
