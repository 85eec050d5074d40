"""The tables of certificates that others issued for calculations of ours."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Identity,
    Index,
    LargeBinary,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from accounting.custody.store.secrets import Holder
from accounting.values.store.tables import MOMENT, metadata
from chassis.wake import WORK

certificate = Table(
    "certificate",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("calculation", Uuid, nullable=False),
    Column("seal", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("scheme", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("body_name_zh", Text, nullable=False),
    Column("body_name_en", Text, nullable=False),
    Column("issuer", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("standard", Text, nullable=False),
    Column("valid_from", MOMENT, nullable=False),
    Column("valid_until", MOMENT, nullable=False),
    Index("certificate_of_calculation", "calculation"),
)
certificate_act = Table(
    "certificate_act",
    metadata,
    Column("certificate", Uuid, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("at", MOMENT, primary_key=True),
)
"""May arrive before its certificate, so it refers to none."""
verification_due = Table(
    "verification_due",
    metadata,
    Column("certificate", Uuid, primary_key=True),
    Column("due_at", MOMENT, primary_key=True),
    Index("verification_due_next", "due_at"),
    info=WORK,
)
"""Moments at which a certificate may have begun, or ceased, to stand."""
footprint_grant_change = Table(
    "footprint_grant_change",
    metadata,
    Column("position", BigInteger, Identity(always=True), primary_key=True),
    Column("footprint", Uuid, ForeignKey("published_footprint.id"), nullable=False),
    Column("recipient", Text, nullable=False),
    Column("granted", Boolean, nullable=False),
    Column("changed_at", MOMENT, nullable=False),
    Column("changed_by", Text, nullable=False),
    Column("reason", Text),
    Index("footprint_grant_change_last", "footprint", "recipient", "position"),
)
"""The last row about a recipient counts; without one the grant stands."""
published_footprint = Table(
    "published_footprint",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("position", BigInteger, Identity(always=True), unique=True),
    Column("owner", Text, nullable=False),
    Column("product", Uuid, ForeignKey("product.id"), nullable=False),
    Column("calculation", Uuid, ForeignKey("calculation.id"), nullable=False),
    Column("edition_of", Uuid, ForeignKey("published_footprint.id")),
    Column("certificate", Uuid),
    Column("created_at", MOMENT, nullable=False),
    Column("document", JSONB),
    Column("secret", LargeBinary),
    Column("product_ids", ARRAY(Text), nullable=False),
    Column("company_ids", ARRAY(Text), nullable=False),
    Column("classifications", ARRAY(Text), nullable=False),
    Column("geographies", ARRAY(Text), nullable=False),
    Column("valid_from", MOMENT, nullable=False),
    Column("valid_to", MOMENT, nullable=False),
    Index("published_footprint_calculation", "calculation", "position"),
)
"""What lists are filtered by stands beside the document, folded to one case.

`edition_of` names the first edition, and is empty in it; grants stay with that one.
"""
PUBLISHED = Holder(published_footprint, owner=published_footprint.c.owner)
footprint_deprecation = Table(
    "footprint_deprecation",
    metadata,
    Column("footprint", Uuid, ForeignKey("published_footprint.id"), primary_key=True),
    Column("replaced_by", Uuid, ForeignKey("published_footprint.id"), unique=True),
    Column("deprecated_at", MOMENT, nullable=False),
    Column("ended_by", Text),
    Column("reason", Text),
)
footprint_grant = Table(
    "footprint_grant",
    metadata,
    Column("footprint", Uuid, ForeignKey("published_footprint.id"), primary_key=True),
    Column("recipient", Text, primary_key=True),
    Column("granted_at", MOMENT, nullable=False),
)
footprint_read = Table(
    "footprint_read",
    metadata,
    Column("position", BigInteger, Identity(always=True), primary_key=True),
    Column("footprint", Uuid, ForeignKey("published_footprint.id"), nullable=False),
    Column("reader", Text, nullable=False),
    Column("client", Text, nullable=False),
    Column("way", Text, nullable=False),
    Column("read_at", MOMENT, nullable=False),
)
"""Who received which footprint, when, and by `list`, `get` or `event`."""
exchange_secret = Table(
    "exchange_secret",
    metadata,
    Column("name", Text, primary_key=True),
    Column("secret", Text, nullable=False),
)
"""Made by the migration, so that all processes of a service sign cursors alike."""
