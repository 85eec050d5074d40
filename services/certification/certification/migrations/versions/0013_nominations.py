"""The list of pilot products: nominations, what became of them, and published batches."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from chassis.migrations import grant

revision = "0013"
down_revision = "0012"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("category", sa.Column("catalogue_name_zh", sa.Text))
    op.add_column("category", sa.Column("catalogue_edition", sa.Text))
    _create_nomination()
    _create_batch()
    _create_act()
    for growing in ("nomination", "catalogue_batch", "nomination_act"):
        grant(op, growing, insert_only=True)


def _create_nomination() -> None:
    op.create_table(
        "nomination",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("enterprise", sa.Text, nullable=False),
        sa.Column("enterprise_name_zh", sa.Text, nullable=False),
        sa.Column("enterprise_name_en", sa.Text, nullable=False),
        sa.Column("product_id", sa.Uuid, nullable=False),
        sa.Column("category", sa.Text, sa.ForeignKey("category.code"), nullable=False),
        sa.Column("name_zh", sa.Text, nullable=False),
        sa.Column("name_en", sa.Text, nullable=False),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("division", sa.Text, nullable=False),
        sa.Column("reasons_zh", sa.Text, nullable=False),
        sa.Column("org", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("person", sa.Text),
        sa.Column("asked", postgresql.ARRAY(sa.Text), nullable=False),
        sa.Column("nominated_at", MOMENT, nullable=False),
        sa.Column("opinions_until", MOMENT, nullable=False),
    )
    op.create_index("nomination_newest", "nomination", ["nominated_at", "id"])
    op.create_index("nomination_of_product", "nomination", ["enterprise", "product_id"])


def _create_batch() -> None:
    op.create_table(
        "catalogue_batch",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("title_zh", sa.Text, nullable=False),
        sa.Column("org", sa.Text, nullable=False),
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("published_at", MOMENT, nullable=False),
    )


def _create_act() -> None:
    op.create_table(
        "nomination_act",
        sa.Column("nomination_id", sa.Uuid, sa.ForeignKey("nomination.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("org", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("person", sa.Text),
        sa.Column("position", sa.Text),
        sa.Column("reasons_zh", sa.Text, nullable=False),
        sa.Column("silent", postgresql.ARRAY(sa.Text), nullable=False),
        sa.Column("batch", sa.Integer, sa.ForeignKey("catalogue_batch.number")),
        sa.Column("item", sa.Integer),
        sa.Column("item_name_zh", sa.Text),
        sa.Column("edition", sa.Text),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_index("nomination_act_at", "nomination_act", ["at"])
    op.create_index("nomination_act_of_batch", "nomination_act", ["batch"])
