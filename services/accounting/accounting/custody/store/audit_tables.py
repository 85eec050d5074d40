"""The tables of the audit trail: entries and their chain, both insert-only, and what waits."""

from sqlalchemy import BigInteger, Column, ForeignKey, Identity, Index, Integer, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY

from accounting.values.store.tables import MOMENT, metadata
from chassis.wake import WORK

audit_entry = Table(
    "audit_entry",
    metadata,
    Column("position", BigInteger, Identity(always=True), primary_key=True),
    Column("partition", Text, nullable=False),
    Column("at", MOMENT, nullable=False),
    Column("client", Text, nullable=False),
    Column("org", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("person", Text),
    Column("method", Text, nullable=False),
    Column("route", Text, nullable=False),
    Column("objects", ARRAY(Text), nullable=False),
    Column("trace_id", Text),
    Index("audit_entry_newest", "partition", "position"),
    Index("audit_entry_changed", "partition", "at"),
)
audit_link = Table(
    "audit_link",
    metadata,
    Column("partition", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("entry", BigInteger, ForeignKey("audit_entry.position"), nullable=False, unique=True),
    Column("sha256", Text, nullable=False),
)
audit_waiting = Table(
    "audit_waiting",
    metadata,
    Column("entry", BigInteger, ForeignKey("audit_entry.position"), primary_key=True),
    info=WORK,
)
"""Entries that are not in their chain yet."""
