"""Organisations, clients, used assertions."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from chassis.migrations import create_tables, grant

revision = "0001"
down_revision = None


def upgrade() -> None:
    create_tables(op)
    op.create_table(
        "organisation",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("name_zh", sa.Text, nullable=False),
        sa.Column("name_en", sa.Text, nullable=False),
        sa.Column("division", sa.Text),
        sa.Column("sample", sa.Boolean, nullable=False),
    )
    op.create_table(
        "client",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("org", sa.Text, sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("scopes", sa.ARRAY(sa.Text), nullable=False),
        sa.Column("person_id", sa.Text),
        sa.Column("person_name", sa.Text),
        sa.Column("jwks", JSONB),
        sa.Column("secret_hash", sa.Text),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
        sa.Column("revocation_reason", sa.Text),
        sa.CheckConstraint("(jwks is null) <> (secret_hash is null)", name="one_credential"),
        sa.CheckConstraint("(person_id is null) = (person_name is null)", name="whole_person"),
    )
    op.create_index("client_revoked_at", "client", ["revoked_at"])
    op.create_table(
        "used_assertion",
        sa.Column("client_id", sa.Text, primary_key=True),
        sa.Column("jti", sa.Text, primary_key=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("used_assertion_expires_at", "used_assertion", ["expires_at"])
    grant(op, "organisation")
    grant(op, "client")
    grant(op, "used_assertion", delete=True)
