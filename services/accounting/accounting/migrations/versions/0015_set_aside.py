"""What jobs failed at, with its reason, until it succeeds or somebody has looked."""

from alembic import op

from chassis.migrations import create_set_aside

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    create_set_aside(op)
