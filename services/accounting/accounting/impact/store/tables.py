"""The tables of studies: what was asked, how far the work is, and what was found."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Numeric,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from accounting.values.store.tables import MOMENT, metadata
from chassis.listing import changed
from chassis.wake import WORK

impact_study = Table(
    "impact_study",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("created_at", MOMENT, nullable=False),
    Column("origin", Text, nullable=False),
    Column("subject", JSONB, nullable=False),
    Column("title", Text, nullable=False),
    Column("every_seal", Boolean, nullable=False),
    Column("owner", Text, nullable=False),
    Column("org", Text),
    Column("client", Text),
    Column("person", Text),
    Index("impact_study_newest", "created_at", "id"),
)
impact_progress = Table(
    "impact_progress",
    metadata,
    Column("study", Uuid, ForeignKey("impact_study.id"), primary_key=True),
    Column("state", Text, nullable=False),
    Column("affected", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    Column("finished_at", MOMENT),
    changed(),
    Index("impact_progress_changed", "updated_at"),
    info=WORK,
)
impact_subject = Table(
    "impact_subject",
    metadata,
    Column("study", Uuid, ForeignKey("impact_study.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("calculation", Uuid, nullable=False),
)
"""The calculations of a study in the order in which it takes them, until it is done."""
impact_result = Table(
    "impact_result",
    metadata,
    Column("study", Uuid, ForeignKey("impact_study.id"), primary_key=True),
    Column("calculation", Uuid, primary_key=True),
    Column("enterprise", Text, nullable=False),
    Column("product", Uuid, nullable=False),
    Column("category", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("size", Numeric, nullable=False),
    Column("old", Numeric, nullable=False),
    Column("unit", Text, nullable=False),
    Column("new", Numeric),
    Column("new_unit", Text),
    Column("change", Numeric),
    Column("percent", Numeric),
    Column("crossed", JSONB, nullable=False),
    Column("reason", JSONB),
    Index("impact_result_size", "study", "size", "calculation"),
)
