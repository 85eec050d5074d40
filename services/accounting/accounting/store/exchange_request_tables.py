"""The tables of partners, requests and deliveries; a request has one row of answer at most."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from accounting.values.store.tables import MOMENT, metadata

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
footprint_request = Table(
    "footprint_request",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("direction", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("partner", Text, nullable=False),
    Column("event_id", Text, nullable=False),
    Column("criteria", JSONB, nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("deadline", MOMENT, nullable=False),
    UniqueConstraint("owner", "direction", "partner", "event_id", name="footprint_request_once"),
    Index("footprint_request_newest", "owner", "created_at", "id"),
)
footprint_request_answer = Table(
    "footprint_request_answer",
    metadata,
    Column("request", Uuid, ForeignKey("footprint_request.id"), primary_key=True),
    Column("outcome", Text, nullable=False),
    Column("answered_at", MOMENT, nullable=False),
    Column("footprints", ARRAY(Uuid), nullable=False),
    Column("code", Text),
    Column("message", Text),
)
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
    Index("exchange_delivery_newest", "owner", "created_at", "id"),
    Index(
        "exchange_delivery_due",
        "next_attempt_at",
        postgresql_where=text("next_attempt_at is not null"),
    ),
)
"""A row without `next_attempt_at` arrived, was withheld, or is dead: nobody tries it any more."""
