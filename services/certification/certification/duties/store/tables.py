"""The tables of due dates, of the terms that they are computed from, and of the calendar."""

from sqlalchemy import Boolean, Column, Date, Index, Table, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB

from certification.values.store.tables import MOMENT, metadata
from chassis.wake import WORK

calendar_day = Table(
    "calendar_day",
    metadata,
    Column("day", Date, primary_key=True),
    Column("is_working", Boolean, nullable=False),
)
"""Days that are not what their weekday says."""


duty_rule = Table(
    "duty_rule",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("document", JSONB, nullable=False),
)
"""Who owes which kind of duty, within which time, as the region pack says."""


duty = Table(
    "duty",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("noun", Text, nullable=False),
    Column("matter", Uuid, nullable=False),
    Column("reference", Text, nullable=False),
    Column("enterprise", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("division", Text, nullable=False),
    Column("owed_by", Text, nullable=False),
    Column("set_at", MOMENT, nullable=False),
    Column("due_at", MOMENT, nullable=False),
    Column("state", Text, nullable=False),
    Column("settled_at", MOMENT),
    Index("duty_once", "matter", "kind", unique=True, postgresql_where=text("state = 'open'")),
    Index("duty_next", "due_at", postgresql_where=text("state = 'open'")),
    Index("duty_in_order", "due_at", "id"),
    Index("duty_of_enterprise", "enterprise", "due_at", "id"),
    Index("duty_of_body", "body", "due_at", "id"),
    Index("duty_of_division", "division", "due_at", "id"),
    info=WORK,
)
