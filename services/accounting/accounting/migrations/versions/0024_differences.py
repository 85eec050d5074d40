"""What is held otherwise than at its source."""

from alembic import op

from chassis.migrations import create_differences

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    create_differences(op)
    op.create_index("reader_application", "reader", ["application"])
