"""Changes that wait for a second person, and clients that are suspended."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from chassis.migrations import grant

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "change",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("wanted", JSONB, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("base", sa.Text, nullable=False),
        sa.Column("proposed_by", sa.Text, nullable=False),
        sa.Column("proposing_person", sa.Text),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("decided_by", sa.Text),
        sa.Column("deciding_person", sa.Text),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("decision_reason", sa.Text),
    )
    op.create_index("change_proposed_at", "change", ["proposed_at", "id"])
    grant(op, "change")
    op.add_column("client", sa.Column("suspended_at", sa.DateTime(timezone=True)))
    op.add_column("client", sa.Column("suspension_reason", sa.Text))
    op.create_index("client_suspended_at", "client", ["suspended_at"])
