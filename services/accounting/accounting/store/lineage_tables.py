"""The table of who recorded what; insert-only."""

from sqlalchemy import Column, Table, Text, Uuid

from accounting.values.store.tables import MOMENT, metadata

authorship = Table(
    "authorship",
    metadata,
    Column("record", Uuid, primary_key=True),
    Column("org", Text, nullable=False),
    Column("client", Text, nullable=False),
    Column("person", Text),
    Column("noted_at", MOMENT, nullable=False),
)
"""A product, a product system, activity data or a calculation, by its identifier."""
