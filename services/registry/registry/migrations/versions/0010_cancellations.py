"""Labels that were cancelled or replaced, which is no sanction."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    for table, column in (("status_change", "is_cancellation"), ("label_search", "cancelled")):
        added = sa.Column(column, sa.Boolean, nullable=False, server_default=sa.false())
        op.add_column(table, added)
    op.add_column("status_change", sa.Column("replaced_by", sa.Text))
