"""The table of the feed. It is insert-only by grant.

`body` and `division` are those of the label, whichever event it is.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Index,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from mutual_recognition.values.store.tables import metadata

feed_floor = Table(
    "feed_floor",
    metadata,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
)
"""Positions up to which a feed that was lost had been read: none of them is given again."""
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
    Column("body", Text),
    Column("division", Text),
    Index("feed_body", "body", "position"),
    Index("feed_division", "division", "position"),
    Index("feed_label", "label"),
    Index("feed_leaf", "log_index"),
    Index("feed_type", "type", "position"),
    Index("feed_time", "occurred_at"),
    # As PostgreSQL writes it, so that tables and migrations can be compared.
    Index("feed_certificate", text("(((data ->> 'certificate_id'::text))::uuid)")),
)
