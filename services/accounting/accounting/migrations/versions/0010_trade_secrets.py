"""Trade secrets encrypted, and who read them."""

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Nothing yet."""
