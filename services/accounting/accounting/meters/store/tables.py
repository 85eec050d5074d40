"""The tables of readings that come over the bus: how far they were taken, and what was refused."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    Numeric,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB

from accounting.custody.store.secrets import Holder, owner_of
from accounting.values.store.tables import MOMENT, metadata

meter_stream_position = Table(
    "meter_stream_position",
    metadata,
    Column("topic", Text, primary_key=True),
    Column("partition", Integer, primary_key=True),
    Column("next_offset", BigInteger, nullable=False),
    Column("taken_at", MOMENT, nullable=False),
)
"""Moves in the transaction that takes the records before it; so each counts once."""
rejected_reading = Table(
    "rejected_reading",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("enterprise", Text, nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("topic", Text, nullable=False),
    Column("partition", Integer, nullable=False),
    Column("record_offset", BigInteger, nullable=False),
    Column("written_ms", BigInteger, nullable=False),
    Column("line", Integer, nullable=False),
    Column("raw", Text),
    Column("secret", LargeBinary),
    Column("code", Text, nullable=False),
    UniqueConstraint(
        "topic", "partition", "record_offset", "line", "written_ms", name="rejected_reading_once"
    ),
    Index("rejected_reading_newest", "enterprise", "created_at", "id"),
)
"""Lines as they came, encrypted: they may say anything. The moment is part of what identifies one,
since a topic that was made anew counts its offsets anew."""
REJECTED = Holder(rejected_reading, plain=("raw",))
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
METERS = Holder(
    meter_description,
    key=("number", "version"),
    owner=owner_of(meter.c.enterprise, meter.c.number, meter_description.c.number),
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
