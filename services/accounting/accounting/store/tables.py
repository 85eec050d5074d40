"""The tables of accounting. Only an enterprise's own description may ever change in place."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    Table,
    Text,
    Uuid,
)

from accounting.values.store.tables import MOMENT, metadata

calculation = Table(
    "calculation",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("enterprise", Text, nullable=False),
    Column("product", Uuid, ForeignKey("product.id"), nullable=False),
    Column("system", Uuid, ForeignKey("product_system.id"), nullable=False),
    Column("activity", Uuid, ForeignKey("activity_data.id"), nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("document", Text),
    Column("secret", LargeBinary),
    Index("calculation_newest", "enterprise", "created_at", "id"),
)
"""`document` is canonical JSON, kept as the very text that a seal covers."""


seal = Table(
    "seal",
    metadata,
    Column("calculation", Uuid, ForeignKey("calculation.id"), primary_key=True),
    Column("sha256", Text, nullable=False, unique=True),
    Column("sealed_at", MOMENT, nullable=False),
    Column("sealed_by", Text, nullable=False),
)


reader = Table(
    "reader",
    metadata,
    Column("calculation", Uuid, ForeignKey("calculation.id"), primary_key=True),
    Column("body", Text, primary_key=True),
    Column("application", Uuid, primary_key=True),
    Column("admitted_at", MOMENT, nullable=False),
    Index("reader_body", "body", "calculation"),
)
"""Bodies that an enterprise let read a sealed calculation, by applying to them."""
