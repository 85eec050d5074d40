"""The tables of certificates that others issued for calculations of ours."""

from sqlalchemy import Column, Index, Table, Text, Uuid

from accounting.values.store.tables import MOMENT, metadata

certificate = Table(
    "certificate",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("calculation", Uuid, nullable=False),
    Column("seal", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("scheme", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("body_name_zh", Text, nullable=False),
    Column("body_name_en", Text, nullable=False),
    Column("issuer", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("standard", Text, nullable=False),
    Column("valid_from", MOMENT, nullable=False),
    Column("valid_until", MOMENT, nullable=False),
    Index("certificate_of_calculation", "calculation"),
)
certificate_act = Table(
    "certificate_act",
    metadata,
    Column("certificate", Uuid, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("at", MOMENT, primary_key=True),
)
"""May arrive before its certificate, so it refers to none."""
verification_due = Table(
    "verification_due",
    metadata,
    Column("certificate", Uuid, primary_key=True),
    Column("due_at", MOMENT, primary_key=True),
    Index("verification_due_next", "due_at"),
)
"""Moments at which a certificate may have begun, or ceased, to stand."""
