"""The table of DID documents."""

from sqlalchemy import (
    Column,
    Integer,
    Table,
    Text,
)

from certification.values.store.tables import MOMENT, metadata

issuer_document = Table(
    "issuer_document",
    metadata,
    Column("issuer", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("body", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("changed_at", MOMENT, nullable=False),
)
