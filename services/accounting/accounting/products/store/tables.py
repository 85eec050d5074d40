"""The tables of enterprises, products, categories and the packs beside them."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
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
category = Table(
    "category",
    metadata,
    Column("code", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("position", Integer, Identity(always=True), nullable=False),
    Column("sha256", Text, nullable=False),
    Column("document", JSONB, nullable=False),
    Column("loaded_at", MOMENT, server_default=func.now()),
)
enterprise = Table(
    "enterprise",
    metadata,
    Column("uscc", Text, primary_key=True),
    Column("name_zh", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("division", Text, nullable=False),
    Column("updated_at", MOMENT, nullable=False),
)
product = Table(
    "product",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("enterprise", Text, ForeignKey("enterprise.uscc"), nullable=False),
    Column("model", Text, nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("document", JSONB, nullable=False),
    UniqueConstraint("enterprise", "model", name="product_model_once"),
    Index("product_newest", "enterprise", "created_at", "id"),
)
