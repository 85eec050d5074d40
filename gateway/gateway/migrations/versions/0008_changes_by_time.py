"""Changes and enrolments by when they were proposed and decided, as their lists ask."""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    for table in ("change", "enrolment"):
        op.execute(f"create index {table}_newest on {table} (proposed_at, id)")
        op.execute(f"create index {table}_decided on {table} (decided_at)")
