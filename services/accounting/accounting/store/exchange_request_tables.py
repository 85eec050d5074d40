"""The tables of partners, requests and deliveries; a request has one row of answer at most."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from accounting.values.store.tables import MOMENT, metadata

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
