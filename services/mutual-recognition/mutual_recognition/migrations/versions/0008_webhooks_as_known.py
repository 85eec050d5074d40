"""Paused subscriptions, addresses that said they want webhooks, and test webhooks."""

import sqlalchemy as sa
from alembic import op

from chassis.migrations import grant

revision = "0008"
down_revision = "0007"

_STATEMENTS = """
alter table subscription add column proven_at timestamptz;
update subscription set proven_at = created_at;
alter table subscription drop constraint subscription_state;
alter table subscription add constraint subscription_state
    check (state in ('active', 'paused', 'disabled', 'ended')) not valid;
alter table subscription validate constraint subscription_state;
"""


def upgrade() -> None:
    for statement in filter(str.strip, _STATEMENTS.split(";")):
        op.execute(statement)
    op.create_table(
        "subscription_test",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("subscription_id", sa.Uuid, sa.ForeignKey("subscription.id"), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("status", sa.Integer),
        sa.Column("failure", sa.Text),
        sa.CheckConstraint("num_nulls(due_at, ended_at) = 1", name="due_or_ended"),
    )
    op.create_index(
        "subscription_test_due",
        "subscription_test",
        ["subscription_id"],
        unique=True,
        postgresql_where=sa.text("due_at is not null"),
    )
    op.create_index("subscription_test_asked", "subscription_test", ["subscription_id", "asked_at"])
    grant(op, "subscription_test")
