"""What the worker's jobs failed at."""

from alembic import op

from chassis.migrations import create_set_aside

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    create_set_aside(op)
