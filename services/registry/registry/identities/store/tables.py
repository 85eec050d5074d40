"""The table of DID documents."""

from sqlalchemy import (
    Column,
    DateTime,
    Integer,
    Table,
    Text,
)

from registry.values.store.tables import metadata

did_document = Table(
    "did_document",
    metadata,
    Column("did", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("document", Text, nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
)
