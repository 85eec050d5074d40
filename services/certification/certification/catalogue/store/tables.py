"""The table of product categories."""

from sqlalchemy import (
    Column,
    Integer,
    Table,
    Text,
)

from certification.values.store.tables import metadata

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
