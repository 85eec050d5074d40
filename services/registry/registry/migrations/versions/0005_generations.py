"""Generations of the database and of its sources, and labels that a restore lost."""

from alembic import op

from chassis.migrations import create_generations, grant

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    create_generations(op)
    op.execute(
        "create table label_tombstone (number text primary key,"
        " certificate_number text not null unique)"
    )
    # Each round asks which editions are new.
    op.execute("create index status_list_issue_leaf on status_list_issue (log_index)")
    grant(op, "label_tombstone", insert_only=True)
