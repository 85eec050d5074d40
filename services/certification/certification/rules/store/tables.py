"""The table of rule versions."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import JSONB

from certification.values.store.tables import metadata

rule = Table(
    "rule",
    metadata,
    Column("code", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("category", Text, ForeignKey("category.code"), nullable=False),
    Column("sha256", Text, nullable=False),
    Column("document", JSONB, nullable=False),
)
