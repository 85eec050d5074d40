"""Organisations that ask to take part, and what was decided."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from chassis.migrations import grant

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "enrolment",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("receipt_sha256", sa.Text, nullable=False),
        sa.Column("applicant", JSONB, nullable=False),
        sa.Column("credit_code", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("jwks", JSONB, nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("change", sa.Uuid, sa.ForeignKey("change.id")),
        sa.Column("client_id", sa.Text),
        sa.Column("reason", sa.Text),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
    )
    op.create_index("enrolment_proposed_at", "enrolment", ["proposed_at", "id"])
    op.create_index("enrolment_change", "enrolment", ["change"])
    grant(op, "enrolment")
