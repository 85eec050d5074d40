"""What operators did with events that kept failing, and where a lost feed had ended."""

from alembic import op

from chassis.migrations import create_operator_acts, grant

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    create_operator_acts(op)
    op.execute("create table feed_floor (position bigint primary key)")
    grant(op, "feed_floor", insert_only=True)
    op.execute("create index feed_label on feed (label)")
    op.execute("create index feed_leaf on feed (log_index)")
