"""The tables of data intake: evidence, meters and their readings, findings; all insert-only."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Identity,
    Integer,
    LargeBinary,
    Numeric,
    Table,
    Text,
    UniqueConstraint,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB

from accounting.values.store.tables import MOMENT, metadata

meter = Table(
    "meter",
    metadata,
    Column("number", Integer, Identity(always=True), primary_key=True),
    Column("enterprise", Text, ForeignKey("enterprise.uscc"), nullable=False),
    Column("id", Text, nullable=False),
    UniqueConstraint("enterprise", "id", name="meter_once"),
)
"""`number` stands for the meter in its readings, which are many."""


meter_description = Table(
    "meter_description",
    metadata,
    Column("number", Integer, ForeignKey("meter.number"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("described_at", MOMENT, nullable=False),
    Column("document", JSONB),
    Column("secret", LargeBinary),
)


reading = Table(
    "reading",
    metadata,
    Column("meter", Integer, primary_key=True),
    Column("at", MOMENT, primary_key=True),
    Column("value", Numeric(21, 6), nullable=False),
    Column("reset", Boolean, nullable=False),
    Column("received_at", MOMENT, nullable=False, server_default=func.now()),
)
"""Partitioned by month; `provide_reading_partition` makes the partition of a month."""
