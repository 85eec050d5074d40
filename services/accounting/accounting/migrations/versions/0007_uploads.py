"""Uploads of many rows, in pieces: how far each is, its parts, and the rows not taken yet.

`upload_row` holds rows of activity data until their system and period is settled, and for good
whatever was refused. It names its upload without a foreign key: checking one for each of a million
rows costs more than writing them.
"""

from alembic import op

from chassis.migrations import grant

revision = "0007"
down_revision = "0006"

_TABLES = """
create table upload (
    id uuid primary key,
    enterprise text not null references enterprise (uscc),
    created_at timestamptz not null,
    created_by text not null,
    what text not null,
    name text not null,
    kind text not null,
    size bigint not null,
    sha256 text not null,
    place text not null,
    system uuid references product_system (id),
    period_start date,
    period_end date,
    expires_at timestamptz not null,
    state text not null,
    received bigint not null,
    read bigint not null,
    accepted bigint not null,
    rejected bigint not null,
    known bigint not null,
    percent integer not null,
    line bigint not null,
    staged boolean not null,
    dataset text collate "C" not null,
    columns text[] not null,
    attempts integer not null,
    worked_at timestamptz,
    started_at timestamptz,
    finished_at timestamptz,
    failure_type text,
    failure_zh text,
    failure_en text
);
create unique index upload_once on upload (enterprise, what, place, sha256)
    where state not in ('failed', 'expired', 'cancelled');
create index upload_newest on upload (enterprise, created_at, id);
create index upload_open on upload (state, worked_at)
    where state in ('receiving', 'waiting', 'checking');
create table upload_part (
    upload uuid not null references upload (id),
    begins bigint not null,
    size bigint not null,
    sha256 text not null,
    primary key (upload, begins)
);
create table upload_row (
    upload uuid not null,
    line bigint not null,
    dataset text collate "C" not null,
    cells text[],
    zh text,
    en text,
    secret bytea,
    primary key (upload, line)
);
create index upload_row_dataset on upload_row (upload, dataset, line);
create table category_level (
    activity uuid primary key references activity_data (id),
    enterprise text not null,
    category text not null,
    per text not null,
    created_at timestamptz not null,
    levels jsonb,
    secret bytea
);
create index category_level_newest on category_level (category, per, enterprise, created_at);
"""


def upgrade() -> None:
    for statement in filter(str.strip, _TABLES.split(";")):
        op.execute(statement)
    grant(op, "upload")
    grant(op, "category_level")
    grant(op, "upload_part", delete=True)
    grant(op, "upload_row", delete=True)
