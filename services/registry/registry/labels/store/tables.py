"""The tables of labels. All but the series are insert-only."""

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    ForeignKey,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from registry.values.store.tables import metadata

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
    Column("status_list", Integer, nullable=False),
    Column("status_index", Integer, nullable=False),
    Column("certificate", JSONB, nullable=False),
    Column("registered_at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("status_list", "status_index", name="label_status_place"),
)
"""One label per certificate; `certificate` is the event CertificateIssued."""


label_publication = Table(
    "label_publication",
    metadata,
    Column("label_number", Text, ForeignKey("label.number"), primary_key=True),
    Column("log_index", BigInteger, ForeignKey("log_leaf.log_index"), nullable=False),
    Column("published_at", DateTime(timezone=True), nullable=False),
)
