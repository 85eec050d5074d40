"""What operators did with events, such as having them said again."""

from alembic import op

from chassis.migrations import create_operator_acts

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    create_operator_acts(op)
