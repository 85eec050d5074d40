"""Addresses at which clients publish their keys."""

import sqlalchemy as sa
from alembic import op

from chassis.migrations import grant

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "keys_address",
        sa.Column("client_id", sa.Text, sa.ForeignKey("client.id"), primary_key=True),
        sa.Column("jwks_uri", sa.Text, nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True)),
        sa.Column("fault", sa.Text),
    )
    op.create_index("keys_address_due_at", "keys_address", ["due_at"])
    grant(op, "keys_address", delete=True)
