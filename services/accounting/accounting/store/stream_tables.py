"""The tables of readings that come over the bus: how far they were taken, and what was refused."""

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from accounting.values.store.tables import MOMENT, metadata

meter_stream_position = Table(
    "meter_stream_position",
    metadata,
    Column("topic", Text, primary_key=True),
    Column("partition", Integer, primary_key=True),
    Column("next_offset", BigInteger, nullable=False),
    Column("taken_at", MOMENT, nullable=False),
)
"""Moves in the transaction that takes the records before it; so each counts once."""
rejected_reading = Table(
    "rejected_reading",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("enterprise", Text, nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("topic", Text, nullable=False),
    Column("partition", Integer, nullable=False),
    Column("record_offset", BigInteger, nullable=False),
    Column("written_ms", BigInteger, nullable=False),
    Column("line", Integer, nullable=False),
    Column("raw", Text),
    Column("secret", LargeBinary),
    Column("code", Text, nullable=False),
    UniqueConstraint(
        "topic", "partition", "record_offset", "line", "written_ms", name="rejected_reading_once"
    ),
    Index("rejected_reading_newest", "enterprise", "created_at", "id"),
)
"""Lines as they came, encrypted: they may say anything. The moment is part of what identifies one,
since a topic that was made anew counts its offsets anew."""
