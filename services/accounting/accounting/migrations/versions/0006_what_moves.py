"""What moves when a factor set or a rule version changes."""

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Nothing yet."""
