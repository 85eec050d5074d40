"""Descriptions of factors, factors that organisations bring, imports and their reviews.

What was imported, and what a person said about it, is insert-only by grant.
"""

from alembic import op

from chassis.migrations import grant

revision = "0002"
down_revision = "0001"

_DATASETS = """
create table factor_bounds (
    version text primary key,
    position integer generated always as identity,
    sha256 text not null,
    document jsonb not null
);
create table factor_description (
    library text not null,
    version text not null,
    sha256 text not null,
    primary key (library, version),
    foreign key (library, version) references factor_library (code, version)
);
create table factor_dataset (
    position bigint generated always as identity primary key,
    owner text not null,
    library text not null,
    version text not null,
    id text not null,
    category text not null,
    dimension text,
    region text not null,
    year integer,
    basis text not null,
    status text not null,
    supersedes text,
    names text not null,
    bigrams text[] not null,
    factor jsonb not null,
    description jsonb not null,
    constraint factor_dataset_once unique (owner, library, version, id)
);
create index factor_dataset_words on factor_dataset using gin (bigrams);
create index factor_dataset_newest on factor_dataset (owner, id, position);
create index factor_dataset_successor on factor_dataset (supersedes);
"""
_IMPORTS = """
create table factor_import (
    id uuid primary key,
    owner text not null,
    sha256 text not null,
    created_at timestamptz not null,
    submitted_by text not null,
    format text not null,
    columns jsonb not null,
    accepted integer not null,
    quarantined integer not null,
    rejected integer not null,
    constraint factor_import_once unique (owner, sha256)
);
create index factor_import_newest on factor_import (owner, created_at, id);
create table factor_import_row (
    import uuid not null references factor_import (id),
    line integer not null,
    outcome text not null,
    factor text not null,
    cells jsonb not null,
    reason_zh text,
    reason_en text,
    dataset jsonb,
    primary key (import, line)
);
create index factor_import_row_waiting on factor_import_row (import, line)
    where outcome = 'quarantined';
create table factor_review (
    import uuid not null,
    line integer not null,
    decision text not null,
    reason text not null,
    decided_at timestamptz not null,
    org text not null,
    client text not null,
    person text,
    primary key (import, line),
    foreign key (import, line) references factor_import_row (import, line)
);
"""
_INSERT_ONLY = (
    "factor_bounds",
    "factor_description",
    "factor_dataset",
    "factor_import",
    "factor_import_row",
    "factor_review",
)


def upgrade() -> None:
    for block in (_DATASETS, _IMPORTS):
        for statement in filter(str.strip, block.split(";")):
            op.execute(statement)
    for table in _INSERT_ONLY:
        grant(op, table, insert_only=True)
