"""Access that ended or began again, and how findings about suppliers' footprints were settled."""

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

from accounting.values.store.tables import MOMENT, metadata

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
supplier_finding_resolution = Table(
    "supplier_finding_resolution",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("footprint", Uuid, primary_key=True),
    Column("system", Uuid, ForeignKey("product_system.id"), primary_key=True),
    Column("cause", Text, primary_key=True),
    Column("reason", Text),
    Column("secret", LargeBinary),
    Column("resolved_at", MOMENT, nullable=False),
    Column("resolved_by", Text, nullable=False),
)
