"""Readings that come over the bus: how far they were taken, and the lines that were refused.

A refused line names its enterprise without a foreign key: a topic may be written to before the
enterprise has described itself. `secret` is the line encrypted; `raw` stays empty.
"""

from alembic import op

from chassis.migrations import grant

revision = "0008"
down_revision = "0007"

_TABLES = """
create table meter_stream_position (
    topic text not null,
    partition integer not null,
    next_offset bigint not null,
    taken_at timestamptz not null,
    primary key (topic, partition)
);
create table rejected_reading (
    id uuid primary key,
    enterprise text not null,
    created_at timestamptz not null,
    topic text not null,
    partition integer not null,
    record_offset bigint not null,
    written_ms bigint not null,
    line integer not null,
    raw text,
    secret bytea,
    code text not null,
    constraint rejected_reading_once
        unique (topic, partition, record_offset, line, written_ms)
);
create index rejected_reading_newest on rejected_reading (enterprise, created_at, id);
"""


def upgrade() -> None:
    for statement in filter(str.strip, _TABLES.split(";")):
        op.execute(statement)
    grant(op, "meter_stream_position")
    grant(op, "rejected_reading", insert_only=True)
