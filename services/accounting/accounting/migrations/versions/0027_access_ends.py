"""Until when an application lets a body read a calculation."""

import sqlalchemy as sa
from alembic import op

from chassis.migrations import grant

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.create_table(
        "reader_end",
        sa.Column("application", sa.Uuid, primary_key=True),
        sa.Column("access_until", sa.DateTime(timezone=True), nullable=False),
    )
    grant(op, "reader_end", insert_only=True)
