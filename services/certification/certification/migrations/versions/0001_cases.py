"""Parties, rules, footprints, applications and the steps recorded on them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from chassis.migrations import create_tables, grant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    create_tables(op)
    _create_packs()
    _create_footprint()
    _create_application()
    _create_step_record()
    for changing in ("body", "category"):
        grant(op, changing)
    for growing in ("rule", "footprint", "application", "step_record"):
        grant(op, growing, insert_only=True)


def _create_packs() -> None:
    op.create_table(
        "body",
        sa.Column("number", sa.Text, primary_key=True),
        sa.Column("name_zh", sa.Text, nullable=False),
        sa.Column("name_en", sa.Text, nullable=False),
    )
    op.create_table(
        "category",
        sa.Column("code", sa.Text, primary_key=True),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("catalogue_item", sa.Integer),
        sa.Column("name_zh", sa.Text, nullable=False),
        sa.Column("name_en", sa.Text, nullable=False),
    )
    op.create_table(
        "rule",
        sa.Column("code", sa.Text, primary_key=True),
        sa.Column("version", sa.Text, primary_key=True),
        sa.Column("category", sa.Text, sa.ForeignKey("category.code"), nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("document", postgresql.JSONB, nullable=False),
    )


def _create_footprint() -> None:
    op.create_table(
        "footprint",
        sa.Column("calculation_id", sa.Uuid, primary_key=True),
        sa.Column("enterprise", sa.Text, nullable=False),
        sa.Column("event", postgresql.JSONB, nullable=False),
    )


def _create_application() -> None:
    op.create_table(
        "application",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column(
            "calculation_id", sa.Uuid, sa.ForeignKey("footprint.calculation_id"), nullable=False
        ),
        sa.Column("enterprise", sa.Text, nullable=False),
        sa.Column("body", sa.Text, sa.ForeignKey("body.number"), nullable=False),
        sa.Column("division", sa.Text, nullable=False),
        sa.Column("scheme", sa.Text, nullable=False),
        sa.Column("category", sa.Text, nullable=False),
        sa.Column("rule_code", sa.Text, nullable=False),
        sa.Column("rule_version", sa.Text, nullable=False),
        sa.Column("submitted_at", MOMENT, nullable=False),
    )
    newest = ["submitted_at", "id"]
    op.create_index("application_newest", "application", newest)
    op.create_index("application_of_enterprise", "application", ["enterprise", *newest])
    op.create_index("application_of_body", "application", ["body", *newest])
    op.create_index("application_of_footprint", "application", ["calculation_id", "body"])


def _create_step_record() -> None:
    op.create_table(
        "step_record",
        sa.Column("application_id", sa.Uuid, sa.ForeignKey("application.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("step", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("note_zh", sa.Text, nullable=False),
        sa.Column("evidence", postgresql.ARRAY(sa.Text), nullable=False),
        sa.Column("recomputed_seal", sa.Text),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_index(
        "step_record_once",
        "step_record",
        ["application_id", "step"],
        unique=True,
        postgresql_where=sa.text("step <> 'surveillance'"),
    )
