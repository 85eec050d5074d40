"""The tables of analysis: its packs, and the level of every sealed footprint; insert-only."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Numeric,
    Table,
    Text,
    Uuid,
)

from accounting.values.store.tables import MOMENT, metadata

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
