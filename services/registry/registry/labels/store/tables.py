"""The tables of labels. All but the series are insert-only."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    false,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from chassis.listing import changed
from registry.values.store.tables import metadata

label_series = Table(
    "label_series",
    metadata,
    Column("prefix", Text, primary_key=True),
    Column("last_sequence", Integer, nullable=False),
)
"""The last number taken of each series; its row lock makes numbers gap-free."""


label_tombstone = Table(
    "label_tombstone",
    metadata,
    Column("number", Text, primary_key=True),
    Column("certificate_number", Text, nullable=False, unique=True),
)
"""Numbers that the log gave to a certificate and whose labels a restored database lacked.

The certificate gets the number again when it comes; nobody else ever does.
"""


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


label_search = Table(
    "label_search",
    metadata,
    Column("label_number", Text, ForeignKey("label.number"), primary_key=True),
    Column("log_index", BigInteger, nullable=False),
    Column("scheme", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("enterprise", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("division", Text, nullable=False),
    Column("gtin", Text),
    Column("valid_until", DateTime(timezone=True), nullable=False),
    Column("suspended", Boolean, nullable=False),
    Column("revoked", Boolean, nullable=False),
    Column("cancelled", Boolean, nullable=False, server_default=false()),
    Column("words", Text, nullable=False),
    Column("published_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    changed(),
    Index("label_search_published", "published_at"),
    Index("label_search_changed", "updated_at"),
    Index("label_search_newest", "log_index", unique=True),
    Index("label_search_enterprise", "enterprise", "log_index"),
    Index("label_search_body", "body", "log_index"),
    Index("label_search_category", "category", "log_index"),
    Index("label_search_division", "division", "log_index"),
    Index("label_search_gtin", "gtin", "log_index"),
    Index("label_search_end", "valid_until"),
    Index("label_search_suspended", "log_index", postgresql_where=text("suspended")),
    Index("label_search_revoked", "log_index", postgresql_where=text("revoked")),
    Index("label_search_words", text("grams(words)"), postgresql_using="gin"),
)
"""What is searched of public labels. It can be made anew from the others at any time."""


label_publication = Table(
    "label_publication",
    metadata,
    Column("label_number", Text, ForeignKey("label.number"), primary_key=True),
    Column("log_index", BigInteger, ForeignKey("log_leaf.log_index"), nullable=False),
    Column("published_at", DateTime(timezone=True), nullable=False),
)
