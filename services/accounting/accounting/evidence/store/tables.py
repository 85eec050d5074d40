"""The table of evidence; insert-only."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from accounting.values.store.tables import MOMENT, metadata

evidence = Table(
    "evidence",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("enterprise", Text, ForeignKey("enterprise.uscc"), nullable=False),
    Column("sha256", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("added_by", Text, nullable=False),
    UniqueConstraint("enterprise", "sha256", name="evidence_once"),
    Index("evidence_newest", "enterprise", "created_at", "id"),
)
