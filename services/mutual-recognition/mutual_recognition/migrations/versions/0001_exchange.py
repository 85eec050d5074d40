"""Partner regions, subscriptions, the feed and its deliveries."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from chassis.migrations import create_tables, grant

revision = "0001"
down_revision = None


def upgrade() -> None:
    create_tables(op)
    _create_parties()
    _create_feed()
    _create_deliveries()
    for table in ("partner_region", "webhook_key", "subscription", "delivery"):
        grant(op, table)
    for table in ("feed", "delivery_attempt"):
        grant(op, table, insert_only=True)


def _create_parties() -> None:
    op.create_table(
        "partner_region",
        sa.Column("code", sa.Text, primary_key=True),
        sa.Column("name_zh", sa.Text, nullable=False),
        sa.Column("name_en", sa.Text, nullable=False),
        sa.Column("is_listed", sa.Boolean, nullable=False),
    )
    op.create_table(
        "webhook_key",
        sa.Column("public_key", sa.Text, primary_key=True),
        _moment("since"),
        _moment("retired_at", nullable=True),
    )
    op.create_table(
        "subscription",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("region", sa.Text, sa.ForeignKey("partner_region.code"), nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("event_types", ARRAY(sa.Text), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        _moment("created_at"),
        sa.Column("trouble_kind", sa.Text),
        _moment("trouble_since", nullable=True),
        sa.Column("repair_after", sa.BigInteger),
        sa.CheckConstraint("state in ('active', 'disabled', 'ended')", name="subscription_state"),
        sa.CheckConstraint(
            "num_nulls(trouble_kind, trouble_since, repair_after) in (0, 3)",
            name="trouble_is_whole",
        ),
    )
    living = sa.text("state <> 'ended'")
    columns = ["region", "url"]
    op.create_index(
        "subscription_address", "subscription", columns, unique=True, postgresql_where=living
    )


def _create_feed() -> None:
    op.create_table(
        "feed",
        sa.Column("position", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Uuid, nullable=False, unique=True),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("log_index", sa.BigInteger, nullable=False),
        _moment("occurred_at"),
        sa.Column("data", JSONB, nullable=False),
    )


def _create_deliveries() -> None:
    subscription = sa.ForeignKey("subscription.id")
    op.create_table(
        "delivery",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("subscription_id", sa.Uuid, subscription, nullable=False),
        sa.Column("position", sa.BigInteger, sa.ForeignKey("feed.position"), nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        _moment("next_attempt_at", nullable=True),
        sa.CheckConstraint(
            "(state = 'pending') = (next_attempt_at is not null)", name="only_pending_has_a_next"
        ),
    )
    once, waiting = ["subscription_id", "position"], ["subscription_id", "label", "position"]
    pending = sa.text("state = 'pending'")
    op.create_index("delivery_once", "delivery", once, unique=True)
    op.create_index("delivery_waiting", "delivery", waiting, postgresql_where=pending)
    op.create_index("delivery_due", "delivery", ["next_attempt_at"], postgresql_where=pending)
    op.create_table(
        "delivery_attempt",
        sa.Column("delivery_id", sa.Uuid, sa.ForeignKey("delivery.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        _moment("started_at"),
        _moment("ended_at"),
        sa.Column("status", sa.Integer),
        sa.Column("failure", sa.Text),
    )


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)
