"""The tables of keys: data keys of enterprises, wrapped; and what each master key must be."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Identity,
    Index,
    LargeBinary,
    Table,
    Text,
    Uuid,
)

from accounting.values.store.tables import MOMENT, metadata

master_key = Table(
    "master_key",
    metadata,
    Column("id", Text, primary_key=True),
    Column("proof", LargeBinary, nullable=False),
    Column("noted_at", MOMENT, nullable=False),
)
"""`proof` opens under the key of this name alone, so that a wrong key is refused at the start."""
master_key_retirement = Table(
    "master_key_retirement",
    metadata,
    Column("master", Text, ForeignKey("master_key.id"), primary_key=True),
    Column("retired_at", MOMENT, nullable=False),
)
data_key = Table(
    "data_key",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("position", BigInteger, Identity(always=True), unique=True),
    Column("enterprise", Text, nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Index("data_key_newest", "enterprise", "position"),
)
"""The newest key of an enterprise encrypts; the older ones open what they encrypted."""
data_key_wrapping = Table(
    "data_key_wrapping",
    metadata,
    Column("data_key", Uuid, ForeignKey("data_key.id", ondelete="CASCADE"), primary_key=True),
    Column("master", Text, ForeignKey("master_key.id"), primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
    Column("wrapped_at", MOMENT, nullable=False),
)
kept_backup = Table(
    "kept_backup",
    metadata,
    Column("name", Text, primary_key=True),
    Column("began_at", MOMENT, nullable=False),
    Column("noted_at", MOMENT, nullable=False),
)
"""Backups of this database. What they hold opens under the master keys of their day."""
backup_gone = Table(
    "backup_gone",
    metadata,
    Column("backup", Text, ForeignKey("kept_backup.name"), primary_key=True),
    Column("gone_at", MOMENT, nullable=False),
    Column("said_by", Text, nullable=False),
)
