"""The table of the feed. It is insert-only by grant."""

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from mutual_recognition.values.store.tables import metadata

feed = Table(
    "feed",
    metadata,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("id", Uuid, nullable=False, unique=True),
    Column("type", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("log_index", BigInteger, nullable=False),
    Column("occurred_at", DateTime(timezone=True), nullable=False),
    Column("data", JSONB, nullable=False),
)
