"""The tables of certificates. What they are worth is added in rows, never edited."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from certification.values.store.tables import MOMENT, metadata
from chassis.wake import WORK

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
    Column("status_list", Integer, nullable=False),
    Column("status_index", Integer, nullable=False),
    Column("valid_from", MOMENT, nullable=False),
    Column("valid_until", MOMENT, nullable=False),
    Column("decided_at", MOMENT, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("replaces", Uuid),
    Column("replacement", Text),
    UniqueConstraint("status_list", "status_index", name="certificate_status_place"),
    CheckConstraint("status_index between 0 and 131071", name="status_index_in_list"),
    Index("certificate_newest", "decided_at", "id"),
    Index("certificate_of_enterprise", "enterprise", "decided_at", "id"),
    Index("certificate_of_body", "body", "decided_at", "id"),
    Index("certificate_of_division", "division", "decided_at", "id"),
    Index("certificate_of_footprint", "calculation_id"),
    Index("certificate_expiry", "valid_until"),
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
    Column("replaced_by", Text),
    Column("replacement", Text),
    Index("certificate_act_at", "at"),
)


certificate_reviewer = Table(
    "certificate_reviewer",
    metadata,
    Column("certificate_id", Uuid, ForeignKey("certificate.id"), primary_key=True),
    Column("person", Text, primary_key=True),
)
"""Who took part in the review or the surveillance behind a certificate."""


certificate_proceeding = Table(
    "certificate_proceeding",
    metadata,
    Column("certificate_id", Uuid, ForeignKey("certificate.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("note_zh", Text, nullable=False),
    Column("at", MOMENT, nullable=False),
)


reason_word = Table(
    "reason_word",
    metadata,
    Column("act", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("zh", Text, nullable=False),
    Column("en", Text, nullable=False),
    Column("is_stand_in", Boolean, nullable=False),
)


signature = Table(
    "signature",
    metadata,
    Column("certificate_id", Uuid, ForeignKey("certificate.id"), primary_key=True),
    Column("credential", Text, nullable=False),
    Column("key_id", Text, nullable=False),
    Column("signed_at", MOMENT, nullable=False),
    Index("signature_at", "signed_at"),
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
