"""The tables of applications and of the steps recorded on them."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from certification.values.store.tables import MOMENT, metadata

application = Table(
    "application",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("calculation_id", Uuid, ForeignKey("footprint.calculation_id"), nullable=False),
    Column("enterprise", Text, nullable=False),
    Column("body", Text, ForeignKey("body.number"), nullable=False),
    Column("division", Text, nullable=False),
    Column("scheme", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("rule_code", Text, nullable=False),
    Column("rule_version", Text, nullable=False),
    Column("submitted_at", MOMENT, nullable=False),
    Column("replaces", Uuid),
    Column("replacement", Text),
    Index("application_newest", "submitted_at", "id"),
    Index("application_of_enterprise", "enterprise", "submitted_at", "id"),
    Index("application_of_body", "body", "submitted_at", "id"),
    Index("application_of_division", "division", "submitted_at", "id"),
    Index("application_of_footprint", "calculation_id", "body"),
    Index("application_replacing", "replaces"),
)


step_record = Table(
    "step_record",
    metadata,
    Column("application_id", Uuid, ForeignKey("application.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("step", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("note_zh", Text, nullable=False),
    Column("evidence", ARRAY(Text), nullable=False),
    Column("recomputed_seal", Text),
    Column("at", MOMENT, nullable=False),
    Index("step_record_at", "at"),
    Index(
        "step_record_once",
        "application_id",
        "step",
        unique=True,
        postgresql_where=text("step <> 'surveillance'"),
    ),
)


application_retreat = Table(
    "application_retreat",
    metadata,
    Column("application_id", Uuid, ForeignKey("application.id"), primary_key=True),
    Column("client", Text, nullable=False),
    Column("note_zh", Text, nullable=False),
    Column("at", MOMENT, nullable=False),
    Index("application_retreat_at", "at"),
)
"""Applications that their enterprises withdrew before anything was decided."""
