"""The tables of subscriptions and deliveries. `delivery_attempt` is insert-only by grant.

The column `region` holds the organisation: at first only partner regions could subscribe.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from chassis.listing import changed
from chassis.wake import WORK
from mutual_recognition.values.store.tables import metadata

webhook_key = Table(
    "webhook_key",
    metadata,
    Column("public_key", Text, primary_key=True),
    Column("since", DateTime(timezone=True), nullable=False),
    Column("retired_at", DateTime(timezone=True)),
)


subscription = Table(
    "subscription",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("region", Text, key="subscriber", nullable=False),
    Column("is_partner", Boolean, nullable=False),
    Column("body", Text),
    Column("division", Text),
    Column("url", Text, nullable=False),
    Column("event_types", ARRAY(Text), nullable=False),
    Column("state", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("trouble_kind", Text),
    Column("trouble_since", DateTime(timezone=True)),
    Column("repair_after", BigInteger),
    Column("proven_at", DateTime(timezone=True)),
    changed(),
    Index("subscription_changed", "subscriber", "updated_at"),
    Index(
        "subscription_address",
        "subscriber",
        "url",
        unique=True,
        postgresql_where=text("state <> 'ended'"),
    ),
    info=WORK,
)


subscription_test = Table(
    "subscription_test",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("subscription_id", ForeignKey("subscription.id"), nullable=False),
    Column("asked_at", DateTime(timezone=True), nullable=False),
    Column("due_at", DateTime(timezone=True)),
    Column("ended_at", DateTime(timezone=True)),
    Column("status", Integer),
    Column("failure", Text),
    Index(
        "subscription_test_due",
        "subscription_id",
        unique=True,
        postgresql_where=text("due_at is not null"),
    ),
    Index("subscription_test_asked", "subscription_id", "asked_at"),
    info=WORK,
)


delivery = Table(
    "delivery",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("subscription_id", ForeignKey("subscription.id"), nullable=False),
    Column("position", ForeignKey("feed.position"), nullable=False),
    Column("label", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_attempt_at", DateTime(timezone=True)),
    changed(),
    Index("delivery_changed", "subscription_id", "updated_at"),
    Index("delivery_once", "subscription_id", "position", unique=True),
    Index(
        "delivery_waiting",
        "subscription_id",
        "label",
        "position",
        postgresql_where=text("state = 'pending'"),
    ),
    Index("delivery_due", "next_attempt_at", postgresql_where=text("state = 'pending'")),
    info=WORK,
)


delivery_attempt = Table(
    "delivery_attempt",
    metadata,
    Column("delivery_id", ForeignKey("delivery.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("started_at", DateTime(timezone=True), nullable=False),
    Column("ended_at", DateTime(timezone=True), nullable=False),
    Column("status", Integer),
    Column("failure", Text),
)
