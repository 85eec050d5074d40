"""Factors of an organisation that others took the place of, until somebody has looked at it."""

from alembic import op

from chassis.migrations import grant

revision = "0014"
down_revision = "0013"

_SUPERSEDED = """
create table superseded_factors (
    number bigint generated always as identity primary key,
    owner text not null,
    kind text not null,
    replaced_by jsonb not null,
    noted_at timestamptz not null
)
"""


def upgrade() -> None:
    op.execute(_SUPERSEDED)
    # Whoever takes a note locks its row, which asks for the right to update it.
    grant(op, "superseded_factors", delete=True)
