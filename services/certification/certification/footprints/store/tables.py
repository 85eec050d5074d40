"""The table of sealed footprints."""

from sqlalchemy import (
    Column,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from certification.values.store.tables import metadata

footprint = Table(
    "footprint",
    metadata,
    Column("calculation_id", Uuid, primary_key=True),
    Column("enterprise", Text, nullable=False),
    Column("event", JSONB, nullable=False),
)
"""What accounting announced about sealed calculations."""
