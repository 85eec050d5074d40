"""Access that ended or began again, and how findings about suppliers' footprints were settled."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Identity,
    Index,
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
