"""The tables of analysis: its packs, and the level of every sealed footprint; insert-only."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Numeric,
    Table,
    Text,
    Uuid,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB

from accounting.values.store.tables import MOMENT, metadata

analysis_pack = Table(
    "analysis_pack",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("position", Integer, Identity(always=True), nullable=False),
    Column("sha256", Text, nullable=False),
    Column("document", JSONB, nullable=False),
    Column("loaded_at", MOMENT, server_default=func.now()),
)
"""`kind` is `pedigree`, `quality`, or `benchmarks:`, `plausibility:` or `template:<category>`."""
sealed_level = Table(
    "sealed_level",
    metadata,
    Column("calculation", Uuid, ForeignKey("calculation.id"), primary_key=True),
    Column("enterprise", Text, nullable=False),
    Column("product", Uuid, nullable=False),
    Column("category", Text, nullable=False),
    Column("rule_code", Text, nullable=False),
    Column("boundary", Text, nullable=False),
    Column("declared_unit", Text, nullable=False),
    Column("gwp_set", Text, nullable=False),
    Column("value", Numeric, nullable=False),
    Column("sealed_at", MOMENT, nullable=False),
    Index(
        "sealed_level_comparable",
        "category",
        "rule_code",
        "boundary",
        "declared_unit",
        "gwp_set",
        "product",
        "sealed_at",
    ),
)
