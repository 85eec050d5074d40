"""The registry's tables. All but the counters, the queue and the status bits are insert-only."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from chassis.wake import WORK

metadata = MetaData()

label_series = Table(
    "label_series",
    metadata,
    Column("prefix", Text, primary_key=True),
    Column("last_sequence", Integer, nullable=False),
)
"""The last number taken of each series; its row lock makes numbers gap-free."""

label = Table(
    "label",
    metadata,
    Column("number", Text, primary_key=True),
    Column("certificate_id", Uuid, nullable=False, unique=True),
    Column("certificate_number", Text, nullable=False, unique=True),
    Column("status_index", Integer, nullable=False, unique=True),
    Column("certificate", JSONB, nullable=False),
    Column("registered_at", DateTime(timezone=True), nullable=False),
)
"""One label per certificate; `certificate` is the event CertificateIssued."""

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

label_publication = Table(
    "label_publication",
    metadata,
    Column("label_number", Text, ForeignKey("label.number"), primary_key=True),
    Column("log_index", BigInteger, ForeignKey("log_leaf.log_index"), nullable=False),
    Column("published_at", DateTime(timezone=True), nullable=False),
)

status_change = Table(
    "status_change",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("label_number", Text, ForeignKey("label.number"), nullable=False, index=True),
    Column("purpose", Text, nullable=False),
    Column("is_set", Boolean, nullable=False),
    Column("reason_code", Text),
    Column("changed_at", DateTime(timezone=True), nullable=False),
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
    Column("status_index", Integer, primary_key=True, autoincrement=False),
    Column("is_set", Boolean, nullable=False),
)
"""The bits as last published; an absent row is a clear bit."""

status_list_issue = Table(
    "status_list_issue",
    metadata,
    Column("purpose", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("url", Text, nullable=False),
    Column("issuer", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("credential", Text, nullable=False),
    Column("valid_from", DateTime(timezone=True), nullable=False),
    Column("log_index", BigInteger, ForeignKey("log_leaf.log_index"), nullable=False),
    Index("status_list_issue_time", "purpose", "valid_from"),
)
"""Every edition of the status lists, so that the one in force at any moment can be shown."""

did_document = Table(
    "did_document",
    metadata,
    Column("did", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("document", Text, nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
)

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
