"""Deliveries that were not made because access had ended before they went out."""

from alembic import op

revision = "0012"
down_revision = "0011"

_WITHHELD = """
alter table exchange_delivery
    add column withheld uuid[] not null default '{}',
    add column withheld_at timestamptz,
    add column withheld_reason text
"""


def upgrade() -> None:
    op.execute(_WITHHELD)
