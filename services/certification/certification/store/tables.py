"""The tables of certification. Progress and validity are added in rows, never edited."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from chassis.wake import WORK

metadata = MetaData()
MOMENT = DateTime(timezone=True)

body = Table(
    "body",
    metadata,
    Column("number", Text, primary_key=True),
    Column("name_zh", Text, nullable=False),
    Column("name_en", Text, nullable=False),
)
category = Table(
    "category",
    metadata,
    Column("code", Text, primary_key=True),
    Column("version", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("catalogue_item", Integer),
    Column("name_zh", Text, nullable=False),
    Column("name_en", Text, nullable=False),
)
"""`catalogue_item` is the number in the national pilot catalogue, or null."""
rule = Table(
    "rule",
    metadata,
    Column("code", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("category", Text, ForeignKey("category.code"), nullable=False),
    Column("sha256", Text, nullable=False),
    Column("document", JSONB, nullable=False),
)
footprint = Table(
    "footprint",
    metadata,
    Column("calculation_id", Uuid, primary_key=True),
    Column("enterprise", Text, nullable=False),
    Column("event", JSONB, nullable=False),
)
"""What accounting announced about sealed calculations."""
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
    Index("application_newest", "submitted_at", "id"),
    Index("application_of_enterprise", "enterprise", "submitted_at", "id"),
    Index("application_of_body", "body", "submitted_at", "id"),
    Index("application_of_footprint", "calculation_id", "body"),
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
    Index(
        "step_record_once",
        "application_id",
        "step",
        unique=True,
        postgresql_where=text("step <> 'surveillance'"),
    ),
)
certificate_series = Table(
    "certificate_series",
    metadata,
    Column("body", Text, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
)
"""The last number that each body allocated in a year; a row lock keeps the series gap-free."""
certificate = Table(
    "certificate",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("application_id", Uuid, ForeignKey("application.id"), nullable=False, unique=True),
    Column("calculation_id", Uuid, nullable=False),
    Column("body", Text, nullable=False),
    Column("enterprise", Text, nullable=False),
    Column("division", Text, nullable=False),
    Column("scheme", Text, nullable=False),
    Column("rule_code", Text, nullable=False),
    Column("rule_version", Text, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("payload_sha256", Text, nullable=False),
    Column("status_index", Integer, nullable=False, unique=True),
    Column("valid_from", MOMENT, nullable=False),
    Column("valid_until", MOMENT, nullable=False),
    Column("decided_at", MOMENT, nullable=False),
    Column("decided_by", Text, nullable=False),
    CheckConstraint("status_index between 0 and 131071", name="status_index_in_list"),
    Index("certificate_newest", "decided_at", "id"),
    Index("certificate_of_enterprise", "enterprise", "decided_at", "id"),
    Index("certificate_of_body", "body", "decided_at", "id"),
)
certificate_act = Table(
    "certificate_act",
    metadata,
    Column("certificate_id", Uuid, ForeignKey("certificate.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("reason_code", Text),
    Column("until", MOMENT),
    Column("person", Text, nullable=False),
    Column("note_zh", Text, nullable=False),
    Column("at", MOMENT, nullable=False),
)
signature = Table(
    "signature",
    metadata,
    Column("certificate_id", Uuid, ForeignKey("certificate.id"), primary_key=True),
    Column("credential", Text, nullable=False),
    Column("key_id", Text, nullable=False),
    Column("signed_at", MOMENT, nullable=False),
)
signature_due = Table(
    "signature_due",
    metadata,
    Column("certificate_id", Uuid, ForeignKey("certificate.id"), primary_key=True),
    Column("due_at", MOMENT, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("problem", Text),
    Column("traceparent", Text),
    Index("signature_due_next", "due_at"),
    info=WORK,
)
"""Certificates that wait for their signature, and why signing failed where it did."""
issuer_document = Table(
    "issuer_document",
    metadata,
    Column("issuer", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("body", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("changed_at", MOMENT, nullable=False),
)
