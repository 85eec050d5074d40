"""What operators did with events that kept failing."""

from alembic import op

from chassis.migrations import create_operator_acts

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    create_operator_acts(op)
