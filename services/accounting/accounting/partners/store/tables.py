"""The tables of partners, events that came from them, and errands to them."""

from sqlalchemy import (
    Column,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from accounting.custody.store.secrets import Holder
from accounting.values.store.tables import MOMENT, metadata
from chassis.listing import changed
from chassis.wake import WORK

exchange_partner = Table(
    "exchange_partner",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("org", Text, primary_key=True),
    Column("base_url", Text, nullable=False),
    Column("auth_base", Text),
    Column("updated_at", MOMENT, nullable=False),
    Column("version", Text, nullable=False, server_default="3"),
)
exchange_rule = Table(
    "exchange_rule",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("unknown_products", Text, nullable=False),
    Column("changed_at", MOMENT, nullable=False),
    Column("changed_by", Text, nullable=False),
)
exchange_event = Table(
    "exchange_event",
    metadata,
    Column("sender", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("received_at", MOMENT, nullable=False),
)
"""Events that were taken in, so that one which comes again changes nothing."""
exchange_delivery = Table(
    "exchange_delivery",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("partner", Text, nullable=False),
    Column("errand", Text, nullable=False),
    Column("content", JSONB),
    Column("secret", LargeBinary),
    Column("created_at", MOMENT, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_attempt_at", MOMENT),
    Column("delivered_at", MOMENT),
    Column("error", Text),
    Column("replayed_at", MOMENT),
    Column("replayed_by", Text),
    Column("withheld", ARRAY(Uuid), nullable=False, server_default="{}"),
    Column("withheld_at", MOMENT),
    Column("withheld_reason", Text),
    Column("version", Text),
    changed(),
    Index("exchange_delivery_newest", "owner", "created_at", "id"),
    Index("exchange_delivery_changed", "owner", "updated_at"),
    Index(
        "exchange_delivery_due",
        "next_attempt_at",
        postgresql_where=text("next_attempt_at is not null"),
    ),
    info=WORK,
)
"""A row without `next_attempt_at` arrived, was withheld, or is dead: nobody tries it any more."""
DELIVERIES = Holder(exchange_delivery, plain=("content",), owner=exchange_delivery.c.owner)
