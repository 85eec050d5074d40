"""What is asked for after the database was put back."""

import sqlalchemy as sa
from alembic import op

from chassis.migrations import grant

revision = "0026"
down_revision = "0025"
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "lost_search",
        sa.Column("id", sa.Integer, sa.Identity(), primary_key=True),
        sa.Column("since", _MOMENT),
        sa.Column("asked_at", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT),
    )
    op.create_table(
        "lost_calculation",
        sa.Column("calculation", sa.Uuid, primary_key=True),
        sa.Column("seal", sa.Text, nullable=False),
        sa.Column("sealed_at", _MOMENT, nullable=False),
    )
    grant(op, "lost_search")
    grant(op, "lost_calculation", delete=True)
