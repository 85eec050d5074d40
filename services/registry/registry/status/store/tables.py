"""The tables of the status lists and of what they have to show."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    false,
)

from registry.values.store.tables import metadata

status_change = Table(
    "status_change",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("label_number", Text, ForeignKey("label.number"), nullable=False, index=True),
    Column("purpose", Text, nullable=False),
    Column("is_set", Boolean, nullable=False),
    Column("reason_code", Text),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    Column("is_cancellation", Boolean, nullable=False, server_default=false()),
    Column("replaced_by", Text),
)
"""What certification decided about a certificate, in the order it was told."""


status_publication = Table(
    "status_publication",
    metadata,
    Column("change_id", BigInteger, ForeignKey("status_change.id"), primary_key=True),
    Column("log_index", BigInteger, ForeignKey("log_leaf.log_index"), nullable=False),
    Column("published_at", DateTime(timezone=True), nullable=False),
)
"""Which leaf (a status list's edition) made a change public."""


status_bit = Table(
    "status_bit",
    metadata,
    Column("purpose", Text, primary_key=True),
    Column("list_number", Integer, primary_key=True, autoincrement=False),
    Column("status_index", Integer, primary_key=True, autoincrement=False),
    Column("is_set", Boolean, nullable=False),
)
"""The bits as last published; an absent row is a clear bit."""


status_list_issue = Table(
    "status_list_issue",
    metadata,
    Column("purpose", Text, primary_key=True),
    Column("list_number", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("url", Text, nullable=False),
    Column("issuer", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("credential", Text, nullable=False),
    Column("valid_from", DateTime(timezone=True), nullable=False),
    Column("log_index", BigInteger, ForeignKey("log_leaf.log_index"), nullable=False),
    Index("status_list_issue_leaf", "log_index"),
    Index("status_list_issue_time", "purpose", "list_number", "valid_from"),
)
"""Every edition of the status lists, so that the one in force at any moment can be shown."""
