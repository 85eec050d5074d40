"""The tables of the log, and of the line before it."""

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Identity,
    Index,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from chassis.wake import WORK
from registry.values.store.tables import metadata

log_leaf = Table(
    "log_leaf",
    metadata,
    Column("log_index", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("identity", Text, nullable=False),
    Column("hash", LargeBinary, nullable=False, unique=True),
    Column("entry", LargeBinary, nullable=False),
    Column("appended_at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("kind", "identity"),
    Index("log_leaf_documents", "log_index", postgresql_where=text("kind = 'did-document'")),
)
"""The log's entries. A thing is in the log once: `kind` and `identity` name it."""


log_node = Table(
    "log_node",
    metadata,
    Column("level", SmallInteger, primary_key=True, autoincrement=False),
    Column("place", BigInteger, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary, nullable=False),
)
"""Hashes of complete subtrees, leaves included; they never change."""


checkpoint = Table(
    "checkpoint",
    metadata,
    Column("tree_size", BigInteger, primary_key=True, autoincrement=False),
    Column("key", Text, primary_key=True),
    Column("note", Text, nullable=False),
    Column("signed_at", DateTime(timezone=True), nullable=False),
)
"""Signed tree heads; `key` is the verifier key, so that a new key signs the same tree anew."""


pending = Table(
    "pending",
    metadata,
    Column("position", BigInteger, Identity(always=True), primary_key=True),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("due_at", DateTime(timezone=True), nullable=False, index=True),
    Column("held_because", Text),
    Column("traceparent", Text),
    info=WORK,
)
"""What the sequencer has to look at. Rows only point; the facts are in the other tables."""
