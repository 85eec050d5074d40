"""How far a task is."""

from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.execute("alter table task add column steps_done integer, add column steps integer")
