"""The table of certification bodies."""

from sqlalchemy import (
    Column,
    Table,
    Text,
)

from certification.values.store.tables import metadata

body = Table(
    "body",
    metadata,
    Column("number", Text, primary_key=True),
    Column("name_zh", Text, nullable=False),
    Column("name_en", Text, nullable=False),
)
