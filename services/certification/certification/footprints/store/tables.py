"""The table of sealed footprints."""

from sqlalchemy import (
    Column,
    Index,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from certification.values.store.tables import metadata

footprint = Table(
    "footprint",
    metadata,
    Column("calculation_id", Uuid, primary_key=True),
    Column("enterprise", Text, nullable=False),
    Column("event", JSONB, nullable=False),
    # As PostgreSQL writes them, so that tables and migrations can be compared.
    Index("footprint_category", text("((event -> 'product'::text) ->> 'category'::text)")),
    Index("footprint_product", text("((event -> 'product'::text) ->> 'id'::text)")),
)
"""What accounting announced about sealed calculations."""

PRODUCT = footprint.c.event["product"]
CATEGORY = PRODUCT["category"].astext
PRODUCT_ID = PRODUCT["id"].astext
